public import Primitives

/// One value of MessagePack, whatever the width of its length was.
public indirect enum MessagePackValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case bool(Bool)
    /// A number from 0 on.
    case unsigned(UInt64)
    /// A negative number.
    case negative(Int64)
    /// Bytes.
    case bytes(Bytes)
    /// A text.
    case text(String)
    /// An array.
    case array([MessagePackValue])
    /// An array whose every element is a number up to 255, which is how Rust writes bytes; an empty
    /// array is one, too.
    case byteArray(Bytes)
    /// A map with keys of text, each once.
    case map([String: MessagePackValue])
}

extension MessagePackValue {
    /// The one value that `bytes` holds, and nothing behind it.
    ///
    /// - Parameters:
    ///   - bytes: Untrusted bytes.
    ///   - byteCount: The most bytes that are accepted.
    /// - Throws: ``MessagePackError`` with the place of the first fault.
    public init(parsing bytes: Bytes, byteCount: Int = 1 << 20) throws(MessagePackError) {
        guard bytes.count <= byteCount else {
            throw MessagePackError(rule: .size, offset: byteCount)
        }
        var reader = MessagePackReader(bytes)
        self = try reader.value(depth: 0)
        guard reader.offset == bytes.count else {
            throw MessagePackError(rule: .trailing, offset: reader.offset)
        }
    }

    /// Bytes in either of their two forms.
    public var byteString: Bytes? {
        switch self {
        case .bytes(let bytes), .byteArray(let bytes): bytes
        default: nil
        }
    }

    /// The text of a text.
    public var textString: String? { if case .text(let text) = self { text } else { nil } }

    /// A number from 0 on.
    public var number: UInt64? { if case .unsigned(let number) = self { number } else { nil } }

    /// The elements of an array.
    public var items: [MessagePackValue]? {
        switch self {
        case .array(let items): items
        case .byteArray(let bytes): bytes.map { .unsigned(UInt64($0)) }
        default: nil
        }
    }

    /// The members of a map.
    public var members: [String: MessagePackValue]? {
        if case .map(let members) = self { members } else { nil }
    }
}
