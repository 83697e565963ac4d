import ArgumentParser
import Authorization
import AuthorizationService
import Codec
import Primitives

/// Makes the entry by which the configuration knows another contract's code.
struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Print the entry of chain.templates for a compiled contract; nobody is asked.",
        discussion: """
            Reads the artifact of Foundry, Hardhat 3 or this project. The layout says what the \
            contract's storage means; where the artifact tells its storage (storageLayout), another \
            one is refused.
            """)

    /// What the contract is for.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case proxy
        case kms
        case app

        /// Its section in `chain.templates`.
        var section: String {
            switch self {
            case .proxy: "proxies"
            case .kms: "kms"
            case .app: "apps"
            }
        }
    }

    @Option(help: "The artifact, a JSON file.")
    var artifact: String

    @Option(help: "What the contract is for: proxy, kms or app.")
    var kind = Kind.app

    /// The largest artifact in bytes.
    private static let mostBytes = 16 << 20

    func run() async throws {
        guard let text = BoundedFile.read(artifact, limit: Self.mostBytes) else {
            throw ConfigurationFault(
                artifact, "cannot be read, or is longer than \(Self.mostBytes) bytes")
        }
        let document: JSONValue
        let limits = JSONLimits(byteCount: Self.mostBytes, depth: 64, valueCount: 1_000_000)
        do throws(JSONError) { document = try JSONValue(parsing: text, limits: limits) } catch {
            throw ConfigurationFault(artifact, "no artifact: \(error)")
        }
        do throws(ArtifactFault) { print(try entry(document)) } catch {
            throw ConfigurationFault(artifact, error.description)
        }
    }

    private func entry(_ document: JSONValue) throws(ArtifactFault) -> String {
        let file = artifact.split(separator: "/").last.map(String.init) ?? ""
        let stem = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
        let contract = try ContractArtifact(document, name: stem)
        guard kind != .proxy || contract.immutables.isEmpty else {
            throw ArtifactFault("has immutables: a proxy is known without immutables only")
        }
        let layout = kind == .proxy ? nil : ContractLayout.dstack
        let answer = try layout.map { layout throws(ArtifactFault) in
            try contract.check(layout, isKms: kind == .kms)
        }
        let template = contract.template(layout)
        var lines = [
            "templates:", "  \(kind.section):",
            "    - name: \(JSONValue.string(template.name).serialized(.compact.ascii))",
        ]
        if let layout {
            let doubt =
                answer == .untold ? "  # not checked: the artifact has no storageLayout" : ""
            lines.append("      layout: \(layout.rawValue)\(doubt)")
        }
        lines.append("      bytes: \(template.byteCount)")
        if kind != .proxy {
            let places = template.immutables.map(String.init).joined(separator: ", ")
            lines.append("      immutables: [\(places)]")
        }
        lines.append("      hash: \(template.hash.hex)")
        return lines.joined(separator: "\n")
    }
}
