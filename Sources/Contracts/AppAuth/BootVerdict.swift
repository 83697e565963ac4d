public import Codec
public import Primitives

/// What `isAppAllowed` and `isKmsAllowed` return: `(bool isAllowed, string reason)`.
///
/// The reason is kept as bytes: an app's contract may put there what it likes, and a reason that is no
/// UTF-8 must not turn a verdict into none.
public struct BootVerdict: ABITuple, Hashable {
    /// A flag and the offset of a text.
    @inlinable
    public static var abiShape: ABIShape { .dynamic(words: 2) }

    /// Whether the workload may have its keys.
    public var isAllowed: Bool
    /// Why not, in the contract's words; empty when it is allowed.
    public var reasonBytes: Bytes

    /// A verdict.
    public init(isAllowed: Bool, reason: String) {
        self.isAllowed = isAllowed
        reasonBytes = Bytes(utf8: reason)
    }

    /// The reason as text, with U+FFFD where it is no UTF-8.
    public var reason: String { String(decoding: reasonBytes, as: UTF8.self) }

    /// Writes the members in order; the reason as it is.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(isAllowed)
        writer.write(reasonBytes)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        isAllowed = try reader.read()
        reasonBytes = try reader.textBytes()
    }
}

extension BootVerdict {
    /// The rules for a verdict from the chain: its one encoding, but more bytes may follow it and the
    /// reason may be any bytes. Whatever is shorter or overlaps is no verdict (and so a denial).
    public static var rules: ABI.DecodingRules {
        var rules = ABI.DecodingRules.strictWithTrailingBytes
        rules.allowsMalformedUTF8 = true
        return rules
    }
}
