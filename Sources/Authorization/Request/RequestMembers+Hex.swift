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
        try unsafe withUTF8(name) { utf8 throws(RequestFault) in
            let text = unsafe HexText(utf8)
            if text.digitCount == 0 { return Hash32?.none }
            guard let hash = text.hash() else { throw RequestFault(.hex, name.text) }
            return hash
        }
    }

    func address(_ name: Name) throws(RequestFault) -> Address {
        guard let address = try optionalAddress(name) else { throw RequestFault(.hex, name.text) }
        return address
    }

    /// An address; nil when there are no digits.
    func optionalAddress(_ name: Name) throws(RequestFault) -> Address? {
        try unsafe withUTF8(name) { utf8 throws(RequestFault) in
            let text = unsafe HexText(utf8)
            if text.digitCount == 0 { return Address?.none }
            guard let address = text.address() else { throw RequestFault(.hex, name.text) }
            return address
        }
    }

    /// A device of 32 bytes; nil for one of 64, which a KMS may send and no contract can hold.
    func device(_ name: Name) throws(RequestFault) -> Hash32? {
        try unsafe withUTF8(name) { utf8 throws(RequestFault) in
            let text = unsafe HexText(utf8)
            if text.isTwoHashes { return Hash32?.none }
            guard let hash = text.hash() else { throw RequestFault(.hex, name.text) }
            return hash
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
