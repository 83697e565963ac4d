import Primitives

/// Members that are hex: with or without `0x`, of their exact width.
///
/// All throw ``RequestFault/Rule/hex``, and ``RequestFault/Rule/type`` for a member that is no text.
extension RequestMembers {
    func hash(_ name: Name) throws(RequestFault) -> Hash32 {
        guard let hash = try optionalHash(name) else { throw RequestFault(.hex, name.text) }
        return hash
    }

    /// A hash; nil when there are no digits.
    func optionalHash(_ name: Name) throws(RequestFault) -> Hash32? {
        try value(name, unless: { $0.digitCount == 0 }, { $0.hash() })
    }

    func address(_ name: Name) throws(RequestFault) -> Address {
        guard let address = try optionalAddress(name) else { throw RequestFault(.hex, name.text) }
        return address
    }

    /// An address; nil when there are no digits.
    func optionalAddress(_ name: Name) throws(RequestFault) -> Address? {
        try value(name, unless: { $0.digitCount == 0 }, { $0.address() })
    }

    /// A device of 32 bytes; nil for one of 64, which a KMS may send and no contract can hold.
    func device(_ name: Name) throws(RequestFault) -> Hash32? {
        try value(name, unless: { $0.isTwoHashes }, { $0.hash() })
    }

    /// What `read` makes of a member, which must be something unless there is none.
    private func value<Value>(
        _ name: Name, unless isNone: (HexText) -> Bool, _ read: (HexText) -> Value?
    ) throws(RequestFault) -> Value? {
        try unsafe withUTF8(name) { utf8 throws(RequestFault) in
            let text = unsafe HexText(utf8)
            if isNone(text) { return Value?.none }
            guard let value = read(text) else { throw RequestFault(.hex, name.text) }
            return value
        }
    }
}

/// A text of hex digits, where it stands in memory.
@safe
private struct HexText {
    private let utf8: UnsafeRawBufferPointer
    private let isPrefixed: Bool

    init(_ utf8: UnsafeRawBufferPointer) {
        unsafe self.utf8 = utf8
        isPrefixed =
            unsafe utf8.count >= 2 && utf8[0] == UInt8(ascii: "0") && utf8[1] == UInt8(ascii: "x")
    }

    /// How many characters there are without `0x`.
    var digitCount: Int { unsafe utf8.count - (isPrefixed ? 2 : 0) }

    /// The hash that exactly as many digits write; nil when there are others.
    func hash() -> Hash32? {
        guard digitCount == 2 * Hash32.byteCount, let end = unsafe end else { return nil }
        return unsafe Hash32(unsafeHexDigits: end - 2 * Hash32.byteCount)
    }

    /// Whether the text is two hashes, one behind the other.
    var isTwoHashes: Bool {
        guard digitCount == 4 * Hash32.byteCount, let end = unsafe end else { return false }
        return unsafe Hash32(unsafeHexDigits: end - 4 * Hash32.byteCount) != nil
            && Hash32(unsafeHexDigits: end - 2 * Hash32.byteCount) != nil
    }

    /// The address that exactly as many digits write. Upper case can be a checksum (EIP-55), which
    /// must hold.
    func address() -> Address? {
        guard digitCount == 2 * Address.byteCount, let end = unsafe end else { return nil }
        let digits = unsafe UnsafeRawBufferPointer(
            start: end - 2 * Address.byteCount, count: 2 * Address.byteCount)
        guard unsafe digits.contains(where: { (0x41...0x46).contains($0) }) else {
            return unsafe Address(unsafeHexDigits: end - 2 * Address.byteCount)
        }
        return unsafe try? Address(hex: "0x" + String(decoding: digits, as: UTF8.self))
    }

    private var end: UnsafeRawPointer? { unsafe utf8.baseAddress.map { unsafe $0 + utf8.count } }
}
