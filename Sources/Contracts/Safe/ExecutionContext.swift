public import Codec
public import Primitives

extension Safe {
    /// What `SafeMultiSigTransaction` has as `additionalInfo`.
    public struct ExecutionContext: ABITuple, Hashable {
        /// Three words.
        public static var abiShape: ABIShape { .fixed(words: 3) }

        /// The nonce that the transaction uses.
        public let nonce: UInt256
        /// Who executes.
        public let sender: Address
        /// How many owners had to sign.
        public let threshold: UInt256

        /// The context that bytes encode.
        ///
        /// - Throws: ``/Codec/ABIError`` with the first rule broken.
        public init(additionalInfo: Bytes) throws(ABIError) {
            self = try ABI.decode(membersOf: ExecutionContext.self, from: additionalInfo)
        }

        /// Writes the members in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(nonce)
            writer.write(sender)
            writer.write(threshold)
        }

        /// Reads the members in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            nonce = try reader.read()
            sender = try reader.read()
            threshold = try reader.read()
        }
    }
}
