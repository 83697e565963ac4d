/// Why a head or the framing of a body is malformed (RFC 9112); the answer is 400.
public enum HeadFault: Error, Sendable, Hashable {
    /// A line feed without the carriage return before it, at this offset of the head.
    case bareLineFeed(offset: Int)
    /// A carriage return without the line feed behind it.
    case bareCarriageReturn(offset: Int)
    /// A NUL or another control character.
    case controlCharacter(UInt8, offset: Int)
    /// A byte above 0x7e in the request line.
    case nonASCIIRequestLine(offset: Int)
    /// A line that begins with white space: folding is obsolete (RFC 9112, 5.2).
    case obsoleteFolding(offset: Int)
    /// The request line is not three parts with one space between them (RFC 9112, 3).
    case requestLine
    /// The request target has none of the forms that RFC 9112, 3.2 defines.
    case requestTarget
    /// The request line or a field breaks the grammar.
    case syntax
    /// HTTP/1.1 without `host`, or more than one (RFC 9112, 3.2).
    case hostCount(Int)
    /// A `host` that is no host with an optional port.
    case host
    /// More than one length, or one that is no decimal number (RFC 9112, 6.3).
    case contentLength
    /// A length and a transfer coding together (RFC 9112, 6.1).
    case lengthAndTransferCoding
    /// A transfer coding whose last is not chunked: the body has no end (RFC 9112, 6.3).
    case transferCoding
    /// The peer closed before the request was whole.
    case truncated

    /// What is wrong, in words.
    public var explanation: String {
        switch self {
        case .bareLineFeed(let offset): "line feed without carriage return at byte \(offset)"
        case .bareCarriageReturn(let offset): "carriage return without line feed at byte \(offset)"
        case .controlCharacter(let byte, let offset):
            "control character 0x\(String(byte, radix: 16)) at byte \(offset)"
        case .nonASCIIRequestLine(let offset):
            "byte at \(offset) of the request line is not ASCII"
        case .obsoleteFolding(let offset): "folded header line at byte \(offset)"
        case .requestLine: "the request line is not a method, a target and a version"
        case .requestTarget: "the request target is no path, http URL or *"
        case .syntax: "the request line or a header field breaks the grammar of HTTP/1.1"
        case .hostCount(let count): "\(count) host fields where one is required"
        case .host: "the host field is no host with an optional port"
        case .contentLength: "content-length is no single decimal number"
        case .lengthAndTransferCoding: "content-length and transfer-encoding together"
        case .transferCoding: "the last transfer coding is not chunked"
        case .truncated: "the connection was closed before the request was whole"
        }
    }
}
