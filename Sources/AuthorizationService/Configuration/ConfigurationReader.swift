import Authorization
import ChainView
import Codec
import Cryptography
import EthereumClient
import HTTPServer
public import Primitives
import YAML

extension ServiceConfiguration {
    /// Reads a configuration file: YAML, or JSON where its name ends in `.json`.
    ///
    /// - Parameters:
    ///   - text: The file's bytes.
    ///   - path: The file's name, for messages.
    ///   - readFile: Reads a file that the configuration names (`urlFile`); nil when it cannot.
    /// - Throws: ``ConfigurationFault`` that names file, line and column.
    public init(
        _ text: Bytes, path: String, readFile: @escaping (String) -> Bytes?
    ) throws(ConfigurationFault) {
        do throws(DocumentError) {
            let value =
                path.hasSuffix(".json")
                ? try LocatedValue(json: text) : try LocatedValue(yaml: text)
            self = try ConfigurationReader(readFile: readFile).configuration(value)
            digest = SHA256.hash(Bytes(utf8: value.json.serialized(.compact.ascii)))
        } catch {
            throw ConfigurationFault("\(path):\(error.place)", error.explanation)
        }
    }
}

/// Turns a document into a configuration, one section after the other.
struct ConfigurationReader {
    let readFile: (String) -> Bytes?

    func configuration(_ value: LocatedValue) throws(DocumentError) -> ServiceConfiguration {
        var reader = try MemberReader(value, what: "the configuration")
        var warnings: [String] = []
        let state = try reader.required("state").string()
        let listening = try listening(reader.optional("listen"), value, &warnings)
        let backend = try backend(&reader, value)
        var result = ServiceConfiguration(listening: listening, backend: backend, state: state)
        if let log = reader.optional("log") { try read(log: log, into: &result) }
        result.brake = try reader.optional("brake").map(brake)
        result.shadow = try reader.optional("shadow").map(shadow)
        try reader.finish()
        result.warnings = warnings
        return result
    }

    private func read(
        log: LocatedValue, into result: inout ServiceConfiguration
    ) throws(DocumentError) {
        var reader = try MemberReader(log, what: "log")
        if let name = reader.optional("name") { result.logName = try name.string() }
        if let count = reader.optional("headRecords") {
            result.headRecords = try count.integer(in: 1...1_000_000)
        }
        if let count = reader.optional("headSeconds") {
            result.headSeconds = try count.integer(in: 1...86_400)
        }
        try reader.finish()
    }

    private func brake(_ value: LocatedValue) throws(DocumentError) -> ServiceConfiguration.Brake {
        var reader = try MemberReader(value, what: "brake")
        let path = try reader.required("file").string()
        let list = try reader.required("keys")
        var keys: Set<Hash32> = []
        for item in try list.array() { keys.insert(try hash(item)) }
        guard !keys.isEmpty else {
            throw DocumentError(.form, at: list.place, "name at least one key that may brake")
        }
        try reader.finish()
        return .init(path: path, keys: keys)
    }

    private func shadow(
        _ value: LocatedValue
    ) throws(DocumentError) -> ServiceConfiguration.Shadow {
        var reader = try MemberReader(value, what: "shadow")
        let place = try reader.required("url")
        let text = try place.string()
        var result = ServiceConfiguration.Shadow(url: try url(place), base: text)
        if let plain = reader.optional("plain") { result.isPlain = try plain.bool() }
        if let limit = reader.optional("milliseconds") {
            result.milliseconds = try limit.integer(in: 10...60_000)
        }
        try reader.finish()
        return result
    }

    /// The backend that the configuration names; exactly one.
    private func backend(
        _ reader: inout MemberReader, _ whole: LocatedValue
    ) throws(DocumentError) -> ServiceConfiguration.Backend {
        let chain = reader.optional("chain")
        let file = reader.optional("policyFile")
        let mock = reader.optional("mock")
        guard [chain, file, mock].compactMap({ $0 }).count == 1 else {
            throw DocumentError(
                .missing, at: whole.place,
                "the configuration needs exactly one of chain, policyFile, mock")
        }
        if let chain { return .chain(try self.chain(chain)) }
        if let file { return .file(path: try file.string()) }
        guard let mock else {
            throw DocumentError(.missing, at: whole.place, "no chain")
        }
        return .mock(try MockPolicy(mock))
    }
}

// MARK: values

extension ConfigurationReader {
    func hash(_ value: LocatedValue) throws(DocumentError) -> Hash32 {
        let text = try value.string()
        guard let hash = try? Hash32(hex: text) else {
            throw DocumentError(.form, at: value.place, "0x and 64 hex digits are needed")
        }
        return hash
    }

    func address(_ value: LocatedValue) throws(DocumentError) -> Address {
        let text = try value.string()
        let address: Address
        do throws(HexError) { address = try Address(hex: text) } catch {
            throw DocumentError(.form, at: value.place, "no address: \(error)")
        }
        guard !address.isZero else {
            throw DocumentError(.form, at: value.place, "the zero address is no contract")
        }
        return address
    }

    /// A URL; its text, which may hold a key, is never part of a message.
    func url(_ value: LocatedValue) throws(DocumentError) -> RedactedURL {
        let text = try value.string()
        do throws(URLFault) { return try RedactedURL(text) } catch {
            throw DocumentError(.form, at: value.place, "no URL of an endpoint: \(error)")
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: LocatedValue, of type: Choice.Type
    ) throws(DocumentError) -> Choice {
        guard let choice = Choice(rawValue: try value.string()) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(.form, at: value.place, "one of \(names) is needed")
        }
        return choice
    }

    func texts(_ value: LocatedValue) throws(DocumentError) -> [String] {
        var texts: [String] = []
        for item in try value.array() { texts.append(try item.string()) }
        return texts
    }
}
