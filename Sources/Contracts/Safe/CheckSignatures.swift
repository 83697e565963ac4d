public import Codec
public import Primitives

extension Safe {
    /// `checkSignatures(bytes32,bytes,bytes)`: reverts unless enough owners have signed; 1.5.0
    /// ignores `data`.
    public struct CheckSignatures: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x934f3a11,
            "function checkSignatures(bytes32 dataHash, bytes data, bytes signatures) view")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// The hash of the transaction.
        public let dataHash: Hash32
        /// The 66 bytes whose hash it is.
        public let data: Bytes
        /// The signatures.
        public let signatures: Bytes

        /// With its arguments.
        public init(dataHash: Hash32, data: Bytes, signatures: Bytes) {
            self.dataHash = dataHash
            self.data = data
            self.signatures = signatures
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(dataHash)
            writer.write(data)
            writer.write(signatures)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            dataHash = try reader.read()
            data = try reader.read()
            signatures = try reader.read()
        }
    }

    /// `checkSignatures(address,bytes32,bytes)`: the same with an executor whose own approval
    /// counts (1.5.0).
    public struct CheckSignaturesOf: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf855438b,
            "function checkSignatures(address executor, bytes32 dataHash, bytes "
                + "signatures) view")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// Who executes.
        public let executor: Address
        /// The hash of the transaction.
        public let dataHash: Hash32
        /// The signatures.
        public let signatures: Bytes

        /// With its arguments.
        public init(executor: Address, dataHash: Hash32, signatures: Bytes) {
            self.executor = executor
            self.dataHash = dataHash
            self.signatures = signatures
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(executor)
            writer.write(dataHash)
            writer.write(signatures)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            executor = try reader.read()
            dataHash = try reader.read()
            signatures = try reader.read()
        }
    }

    /// `checkNSignatures(bytes32,bytes,bytes,uint256)`: reverts unless so many owners have signed.
    public struct CheckNSignatures: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x12fb68e0,
            "function checkNSignatures(bytes32 dataHash, bytes data, bytes signatures, "
                + "uint256 requiredSignatures) view")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 4) }

        /// The hash of the transaction.
        public let dataHash: Hash32
        /// The 66 bytes whose hash it is.
        public let data: Bytes
        /// The signatures.
        public let signatures: Bytes
        /// How many.
        public let requiredSignatures: UInt256

        /// With its arguments.
        public init(dataHash: Hash32, data: Bytes, signatures: Bytes, requiredSignatures: UInt256) {
            self.dataHash = dataHash
            self.data = data
            self.signatures = signatures
            self.requiredSignatures = requiredSignatures
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(dataHash)
            writer.write(data)
            writer.write(signatures)
            writer.write(requiredSignatures)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            dataHash = try reader.read()
            data = try reader.read()
            signatures = try reader.read()
            requiredSignatures = try reader.read()
        }
    }

    /// `checkNSignatures(address,bytes32,bytes,uint256)`: the same with an executor whose own
    /// approval counts (1.5.0).
    public struct CheckNSignaturesOf: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1fcac7f3,
            "function checkNSignatures(address executor, bytes32 dataHash, bytes "
                + "signatures, uint256 requiredSignatures) view")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 4) }

        /// Who executes.
        public let executor: Address
        /// The hash of the transaction.
        public let dataHash: Hash32
        /// The signatures.
        public let signatures: Bytes
        /// How many.
        public let requiredSignatures: UInt256

        /// With its arguments.
        public init(
            executor: Address, dataHash: Hash32, signatures: Bytes,
            requiredSignatures: UInt256
        ) {
            self.executor = executor
            self.dataHash = dataHash
            self.signatures = signatures
            self.requiredSignatures = requiredSignatures
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(executor)
            writer.write(dataHash)
            writer.write(signatures)
            writer.write(requiredSignatures)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            executor = try reader.read()
            dataHash = try reader.read()
            signatures = try reader.read()
            requiredSignatures = try reader.read()
        }
    }
}
