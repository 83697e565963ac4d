import Cryptography
public import Primitives

/// A signed tree head: what a log says of itself at one moment, as a C2SP checkpoint
/// (c2sp.org/tlog-checkpoint), so that any witness can compare and cosign it.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name.
    public let origin: String
    /// The number of records.
    public let size: UInt64
    /// The tree's root over them.
    public let root: Hash32
    /// When, in seconds since 1970; an extension line of the checkpoint.
    public let time: Timestamp

    /// A head.
    public init(origin: String, size: UInt64, root: Hash32, time: Timestamp) {
        self.origin = origin
        self.size = size
        self.root = root
        self.time = time
    }

    /// The text that is signed.
    public var text: String {
        "\(origin)\n\(size)\n\(Base64Text.encode(root.bytes))\ntime \(time.seconds)\n"
    }

    /// The signed note; nil when OpenSSL cannot sign.
    public func note(signedBy key: LogKey) -> String? {
        guard let signature = key.sign(Bytes(utf8: text)) else { return nil }
        let line = Base64Text.encode(key.identity.hint + signature)
        return "\(text)\n\u{2014} \(key.identity.name) \(line)\n"
    }

    /// The head of a note that `identity` has signed; nil unless the note is well formed and the
    /// signature valid. Further signatures are left to others.
    public init?(note: String, signedBy identity: LogIdentity) {
        guard let (text, signatures) = Checkpoint.parts(of: note) else { return nil }
        let isSigned = signatures.contains { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, words[0] == "\u{2014}", words[1] == identity.name,
                let bytes = Base64Text.decode(words[2]), bytes.count == 68,
                bytes.slice(0..<4) == identity.hint
            else { return false }
            return
                (try? Ed25519.isValid(
                    bytes.slice(from: 4), of: Bytes(utf8: text), by: identity.publicKey)) ?? false
        }
        guard isSigned else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, lines[4].isEmpty, let size = UInt64(lines[1]),
            let root = Base64Text.decode(lines[2]).flatMap({ Hash32($0) }),
            lines[3].hasPrefix("time "), let time = UInt64(lines[3].dropFirst(5))
        else { return nil }
        self.init(
            origin: String(lines[0]), size: size, root: root, time: Timestamp(seconds: time))
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The text with its last line feed, and the lines of signatures.
    private static func parts(of note: String) -> (text: String, signatures: [Substring])? {
        let bytes = Array(note.utf8)
        guard
            let gap = bytes.indices.last(where: { index in
                index > 0 && bytes[index] == 0x0a && bytes[index - 1] == 0x0a
            })
        else { return nil }
        let text = String(decoding: bytes[..<gap], as: UTF8.self)
        let rest = String(decoding: bytes[(gap + 1)...], as: UTF8.self)
        return (text, rest.split(separator: "\n"))
    }
}
