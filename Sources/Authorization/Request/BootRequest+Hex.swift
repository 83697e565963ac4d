import Primitives

extension BootRequest {
    /// The members that are hex: with or without `0x`, of their exact width.
    struct HexMembers {
        let texts: [String: String]

        func hash(_ name: String) throws(RequestFault) -> Hash32 {
            guard let hash = try optionalHash(name) else { throw RequestFault(.hex, name) }
            return hash
        }

        func optionalHash(_ name: String) throws(RequestFault) -> Hash32? {
            guard let hex = prefixed(name) else { return nil }
            do throws(HexError) { return try Hash32(hex: hex) } catch {
                throw RequestFault(.hex, name)
            }
        }

        func address(_ name: String) throws(RequestFault) -> Address {
            guard let address = try optionalAddress(name) else { throw RequestFault(.hex, name) }
            return address
        }

        func optionalAddress(_ name: String) throws(RequestFault) -> Address? {
            guard let hex = prefixed(name) else { return nil }
            do throws(HexError) { return try Address(hex: hex) } catch {
                throw RequestFault(.hex, name)
            }
        }

        /// A device of 32 bytes; nil for one of 64, which a KMS may send and no contract can hold.
        func device(_ name: String) throws(RequestFault) -> Hash32? {
            guard let hex = prefixed(name) else { throw RequestFault(.hex, name) }
            if hex.utf8.count == 130, (try? Bytes(hex: hex)) != nil { return nil }
            return try hash(name)
        }

        /// The text with `0x`; nil when it has no digits.
        private func prefixed(_ name: String) -> String? {
            let text = texts[name] ?? ""
            if text.isEmpty || text.utf8.elementsEqual("0x".utf8) { return nil }
            return text.utf8.starts(with: "0x".utf8) ? text : "0x" + text
        }
    }
}
