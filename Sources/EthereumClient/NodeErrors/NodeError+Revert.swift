import Codec
public import Primitives

extension NodeError {
    /// The bytes with which a contract reverted, in whatever place the node put them: `data` as hex,
    /// `data` as a word and hex (Parity, Nethermind: `Reverted 0x…`), `data` in an object one level
    /// below, or the end of the message. Empty bytes when it reverted without any; nil when the node
    /// does not say.
    public var revertData: Bytes? {
        if let data, let bytes = NodeError.revertData(in: data, depth: 0) { return bytes }
        return NodeError.trailingHex(message, after: "execution reverted: ")
    }

    /// How deep objects are searched: wrappers put the node's own error into theirs.
    private static let maximumDepth = 3

    private static func revertData(in value: JSONValue, depth: Int) -> Bytes? {
        switch value {
        case .string(let text):
            return (try? Bytes(hex: text)) ?? trailingHex(text, after: "Reverted ")
        case .object(let members) where depth < maximumDepth:
            for name in ["data", "return", "result", "originalError", "cause"] {
                let member = members.first { $0.isNamed(name) }
                if let member, let bytes = revertData(in: member.value, depth: depth + 1) {
                    return bytes
                }
            }
            // Ganache keys the details by the hash of the transaction.
            let byHash = members.first { (try? Hash32(hex: $0.name)) != nil }
            return byHash.flatMap { revertData(in: $0.value, depth: depth + 1) }
        default:
            return nil
        }
    }

    /// The bytes of the hex that follows `word` and ends the text.
    private static func trailingHex(_ text: String, after word: String) -> Bytes? {
        guard text.utf8.starts(with: word.utf8) else { return nil }
        return try? Bytes(
            hex: String(decoding: text.utf8.dropFirst(word.utf8.count), as: UTF8.self))
    }
}
