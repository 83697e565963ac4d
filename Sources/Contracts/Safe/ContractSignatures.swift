public import Codec
public import Primitives

extension Safe {
    /// `isValidSignature(bytes32,bytes)`: ERC-1271: the function's own selector when the signature
    /// is the contract's.
    public struct IsValidSignature: ABICall {
        /// What it returns.
        public typealias Returned = FunctionSelector
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1626ba7e,
            "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 2) }

        /// What was signed.
        public let hash: Hash32
        /// The signature.
        public let signature: Bytes

        /// With its arguments.
        public init(hash: Hash32, signature: Bytes) {
            self.hash = hash
            self.signature = signature
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(hash)
            writer.write(signature)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            hash = try reader.read()
            signature = try reader.read()
        }
    }

    /// `isValidSignature(bytes,bytes)`: the older form, which Safes up to 1.4.1 ask their owners.
    public struct IsValidSignatureOfData: ABICall {
        /// What it returns.
        public typealias Returned = FunctionSelector
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x20c13b0b,
            "function isValidSignature(bytes data, bytes signature) view returns (bytes4)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 2) }

        /// What was signed.
        public let data: Bytes
        /// The signature.
        public let signature: Bytes

        /// With its arguments.
        public init(data: Bytes, signature: Bytes) {
            self.data = data
            self.signature = signature
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(data)
            writer.write(signature)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            data = try reader.read()
            signature = try reader.read()
        }
    }
}
