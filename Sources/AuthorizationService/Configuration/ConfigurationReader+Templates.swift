import Authorization
import Primitives
import YAML

extension ConfigurationReader {
    /// The longest code that a template may have: twice what EIP-170 lets a contract have.
    private static let mostCode = 49_152
    /// The length of a word, which an immutable takes.
    private static let word = 32

    /// Adds the code that the configuration knows to the contracts of this project.
    func read(
        templates: LocatedValue, into known: inout CodeTemplates
    ) throws(DocumentError) {
        var reader = try MemberReader(templates, what: "templates")
        for item in try reader.optional("proxies")?.array() ?? [] {
            known.proxies.append(try proxy(item))
        }
        for item in try reader.optional("kms")?.array() ?? [] {
            known.kms.append(try implementation(item))
        }
        for item in try reader.optional("apps")?.array() ?? [] {
            known.apps.append(try implementation(item))
        }
        try reader.finish()
    }

    /// A proxy: known by the hash of its whole code, and without a layout, since its one slot is
    /// ERC-1967's.
    private func proxy(_ value: LocatedValue) throws(DocumentError) -> CodeTemplate {
        var reader = try MemberReader(value, what: "a proxy's template")
        let name = try name(&reader)
        let count: Int = try reader.required("bytes").integer(in: 1...Self.mostCode)
        if let immutables = reader.optional("immutables") {
            guard try immutables.array().isEmpty else {
                throw DocumentError(
                    .form, at: immutables.place, "a proxy is known without immutables only")
            }
        }
        let hash = try hash(reader.required("hash"))
        try reader.finish()
        return CodeTemplate(name: name, byteCount: count, immutables: [], hash: hash)
    }

    /// An implementation: whose storage is read, so that the layout must be said.
    private func implementation(_ value: LocatedValue) throws(DocumentError) -> CodeTemplate {
        var reader = try MemberReader(value, what: "an implementation's template")
        let name = try name(&reader)
        let layout = try choice(reader.required("layout"), of: ContractLayout.self)
        let count: Int = try reader.required("bytes").integer(in: 1...Self.mostCode)
        var immutables: [Int] = []
        for item in try reader.optional("immutables")?.array() ?? [] {
            let start: Int = try item.integer(in: 0...Self.mostCode)
            guard start + Self.word <= count, start >= (immutables.last ?? -Self.word) + Self.word
            else {
                throw DocumentError(
                    .form, at: item.place,
                    "immutables are words of 32 bytes within the code, in their order")
            }
            immutables.append(start)
        }
        let hash = try hash(reader.required("hash"))
        try reader.finish()
        return CodeTemplate(
            name: name, byteCount: count, immutables: immutables, hash: hash, layout: layout)
    }

    private func name(_ reader: inout MemberReader) throws(DocumentError) -> String {
        let value = try reader.required("name")
        let name = try value.string()
        guard (1...80).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else {
            throw DocumentError(
                .form, at: value.place, "a name has 1 to 80 visible ASCII characters")
        }
        return name
    }
}
