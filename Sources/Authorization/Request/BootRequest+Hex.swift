import Primitives

extension BootRequest {
    /// A member that is hex: with or without `0x`, of its exact width.
    struct HexMember {
        let name: String
        /// The text in UTF-8.
        let text: Bytes

        func hash() throws(RequestFault) -> Hash32 {
            guard let hash = try optionalHash() else { throw RequestFault(.hex, name) }
            return hash
        }

        func optionalHash() throws(RequestFault) -> Hash32? {
            try unsafe digits(2 * Hash32.byteCount) { unsafe Hash32(unsafeHexDigits: $0) }
        }

        func address() throws(RequestFault) -> Address {
            guard let address = try optionalAddress() else { throw RequestFault(.hex, name) }
            return address
        }

        func optionalAddress() throws(RequestFault) -> Address? {
            let address = try unsafe digits(2 * Address.byteCount) {
                unsafe Address(unsafeHexDigits: $0)
            }
            // Upper case can be a checksum (EIP-55), which must hold.
            guard address != nil, hasUpperCaseDigits else { return address }
            let prefixed = (isPrefixed ? "" : "0x") + String(decoding: text, as: UTF8.self)
            do throws(HexError) { return try Address(hex: prefixed) } catch {
                throw RequestFault(.hex, name)
            }
        }

        /// A device of 32 bytes; nil for one of 64, which a KMS may send and no contract can hold.
        func device() throws(RequestFault) -> Hash32? {
            if digitCount == 128 {
                let isHex: Bool? = try unsafe digits(128) { digits in
                    unsafe Hash32(unsafeHexDigits: digits) != nil
                        && Hash32(unsafeHexDigits: digits + 64) != nil
                }
                guard isHex == true else { throw RequestFault(.hex, name) }
                return nil
            }
            return try hash()
        }

        /// The value of exactly `count` digits; nil when there are none at all.
        private func digits<Value>(
            _ count: Int, _ read: (UnsafeRawPointer) -> Value?
        ) throws(RequestFault) -> Value? {
            guard digitCount > 0 else { return nil }
            let value: Value? = unsafe text.withUnsafeBytes { raw in
                guard digitCount == count, let start = raw.baseAddress else { return nil }
                return unsafe read(start + raw.count - count)
            }
            guard let value else { throw RequestFault(.hex, name) }
            return value
        }

        /// How many characters there are without `0x`.
        private var digitCount: Int { text.count - (isPrefixed ? 2 : 0) }

        private var isPrefixed: Bool {
            text.count >= 2 && text[0] == UInt8(ascii: "0") && text[1] == UInt8(ascii: "x")
        }

        private var hasUpperCaseDigits: Bool {
            unsafe text.withUnsafeBytes { raw in
                unsafe raw.contains { (0x41...0x46).contains($0) }
            }
        }
    }
}
