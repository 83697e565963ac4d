public import Primitives

/// The same text as another program may hand it over. A Safe's message is hashed as its bytes are,
/// so each spelling has a hash of its own, and a signature of one is none of another.
public struct MessageSpelling: Hashable, Sendable {
    /// What sets the message apart from this spelling.
    public enum Difference: String, Sendable, CaseIterable {
        /// The message begins with the byte order mark of UTF-8.
        case byteOrderMark
        /// Lines of the message end with a carriage return and a line feed.
        case carriageReturns
        /// The message ends with the end of a line.
        case finalNewline
    }

    /// What sets the message apart from this spelling.
    public let difference: Difference
    /// The text without that.
    public let bytes: Bytes

    /// The spellings that a message may be taken for, each without one peculiarity.
    ///
    /// - Parameter message: The message as it is.
    /// - Returns: One spelling for each peculiarity that it has; none for most messages.
    public static func others(of message: Bytes) -> [MessageSpelling] {
        Difference.allCases.compactMap { difference in
            difference.removed(from: [UInt8](message)).map {
                MessageSpelling(difference: difference, bytes: Bytes($0))
            }
        }
    }
}

extension MessageSpelling.Difference {
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The text without the peculiarity; nothing where it has none.
    fileprivate func removed(from text: [UInt8]) -> [UInt8]? {
        switch self {
        case .byteOrderMark:
            return text.starts(with: Self.mark) ? Array(text.dropFirst(Self.mark.count)) : nil
        case .carriageReturns:
            let rest = text.indices.filter { index in
                let next = index + 1
                return text[index] != Self.carriageReturn || next == text.count
                    || text[next] != Self.lineFeed
            }
            return rest.count == text.count ? nil : rest.map { text[$0] }
        case .finalNewline:
            guard text.last == Self.lineFeed else { return nil }
            let line = text.dropLast()
            return Array(line.last == Self.carriageReturn ? line.dropLast() : line)
        }
    }
}
