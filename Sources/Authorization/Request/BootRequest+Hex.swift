import Primitives

extension BootRequest {
    /// A member that is hex: with or without `0x`, of its exact width.
    struct HexMember {
        let name: String
        let text: String

        func hash() throws(RequestFault) -> Hash32 {
            guard let hash = try optionalHash() else { throw RequestFault(.hex, name) }
            return hash
        }

        func optionalHash() throws(RequestFault) -> Hash32? {
            guard let hex = prefixed else { return nil }
            do throws(HexError) { return try Hash32(hex: hex) } catch {
                throw RequestFault(.hex, name)
            }
        }

        func address() throws(RequestFault) -> Address {
            guard let address = try optionalAddress() else { throw RequestFault(.hex, name) }
            return address
        }

        func optionalAddress() throws(RequestFault) -> Address? {
            guard let hex = prefixed else { return nil }
            do throws(HexError) { return try Address(hex: hex) } catch {
                throw RequestFault(.hex, name)
            }
        }

        /// A device of 32 bytes; nil for one of 64, which a KMS may send and no contract can hold.
        func device() throws(RequestFault) -> Hash32? {
            guard let hex = prefixed else { throw RequestFault(.hex, name) }
            if hex.utf8.count == 130, (try? Bytes(hex: hex)) != nil { return nil }
            return try hash()
        }

        /// The text with `0x`; nil when it has no digits.
        private var prefixed: String? {
            if text.isEmpty || text == "0x" { return nil }
            return text.utf8.starts(with: "0x".utf8) ? text : "0x" + text
        }
    }
}
