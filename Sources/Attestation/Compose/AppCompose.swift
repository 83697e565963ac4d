import Codec
import Cryptography
public import Primitives

/// An app's app-compose.json, whose bytes, as they are, are its identity.
public struct AppCompose: Hashable, Sendable {
    /// SHA-256 of the file's bytes. No white space or order is normalised: another newline is
    /// another app.
    public let composeHash: Hash32
    /// The name that the file gives.
    public let name: String?
    /// What is odd about the file, in sentences; a guest takes it all the same.
    public let remarks: [String]

    /// The app of a file's bytes.
    ///
    /// - Throws: ``AppComposeError`` when no guest could boot with it, or the file is another one of
    ///   those that have been hashed by mistake.
    public init(file: Bytes) throws(AppComposeError) {
        let mark: Bytes = [0xef, 0xbb, 0xbf]
        var remarks: [String] = []
        var text = file
        if text.starts(with: mark) {
            text = text.slice(from: mark.count)
            remarks.append("a byte-order mark stands at the beginning and is part of the hash")
        }
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: text) } catch {
            throw .json(error.description)
        }
        guard value.object != nil else { throw .json("the JSON is no object") }
        if file.last == 0x0a {
            remarks.append("the newline at the end is part of the hash")
        }
        composeHash = SHA256.hash(file)
        name = value["name"]?.string
        self.remarks = remarks
    }

    /// The app id where nobody chose another: the first 20 bytes of the compose hash. Apps of a KMS
    /// have their contract's address in its place.
    public var defaultAppID: Bytes { composeHash.bytes.slice(0..<20) }

    /// The mistaken recipe that gives `hash` for the file; nil for the right hash and for those of
    /// other files.
    public static func mistake(giving hash: Hash32, for file: Bytes) -> String? {
        if hash == SHA256.hash(file) { return nil }
        if hash == Keccak256.hash(file) { return "Keccak-256 of the file" }
        if hash == SHA256.hash(file + [0x0a]) { return "SHA-256 of the file with one newline more" }
        if file.last == 0x0a, hash == SHA256.hash(file.slice(0..<(file.count - 1))) {
            return "SHA-256 of the file without its last newline"
        }
        guard let value = try? JSONValue(parsing: file) else { return nil }
        if let spelling = spelling(giving: hash, of: value, like: file) { return spelling }
        guard let compose = value["docker_compose_file"]?.string else { return nil }
        return hash == SHA256.hash(utf8: compose) ? "SHA-256 of docker-compose.yaml" : nil
    }

    /// How the file's JSON must be spelled anew for `hash` to come out.
    private static func spelling(
        giving hash: Hash32, of value: JSONValue, like file: Bytes
    ) -> String? {
        let compact = value.serializedBytes()
        if hash == SHA256.hash(compact) {
            return "SHA-256 of the file's JSON written anew without white space"
        }
        if [file, compact].contains(where: { hash == SHA256.hash(escapingHTML($0)) }) {
            return "SHA-256 of the JSON as Go writes it, with &, < and > escaped"
        }
        // The Go SDK's structure has no init_script and so loses it.
        guard let members = value.object else { return nil }
        let kept = members.filter { !$0.isNamed("init_script") }
        guard kept.count < members.count else { return nil }
        let lost = JSONValue.object(kept).serializedBytes()
        return hash == SHA256.hash(escapingHTML(lost))
            ? "SHA-256 of the JSON as Go writes it, with &, < and > escaped and init_script lost"
            : nil
    }

    /// The JSON text with `&`, `<` and `>` as Go's `encoding/json` writes them; they stand in
    /// strings alone.
    private static func escapingHTML(_ text: Bytes) -> Bytes {
        var escaped: [UInt8] = []
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): escaped += "\\u0026".utf8
            case UInt8(ascii: "<"): escaped += "\\u003c".utf8
            case UInt8(ascii: ">"): escaped += "\\u003e".utf8
            default: escaped.append(byte)
            }
        }
        return Bytes(escaped)
    }
}

/// Why a file is no app-compose.json.
public enum AppComposeError: Error, Hashable, Sendable {
    /// No JSON object.
    case json(String)
}

extension AppComposeError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .json(let text):
            "no app-compose.json: \(text); the hash is that of app-compose.json, "
                + "not of docker-compose.yaml"
        }
    }
}
