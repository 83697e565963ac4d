public import Codec
public import Primitives

extension Safe {
    /// `getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)`:
    /// what owners sign.
    public struct GetTransactionHash: ABICall {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xd8d11f78,
            "function getTransactionHash(address to, uint256 value, bytes data, uint8 "
                + "operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address "
                + "gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 10) }

        /// Whom to call.
        public let to: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// How to call.
        public let operation: SafeOperation
        /// Gas for the inner call; with 0 (and no refund) a failure reverts everything.
        public let safeTxGas: UInt256
        /// Gas that is refunded besides.
        public let baseGas: UInt256
        /// The price of the refund; 0 for none.
        public let gasPrice: UInt256
        /// The token of the refund; zero for ether.
        public let gasToken: Address
        /// Who gets the refund; zero for whoever executes.
        public let refundReceiver: Address
        /// The nonce.
        public let nonce: UInt256

        /// With its arguments.
        public init(
            to: Address, value: Wei, data: Bytes, operation: SafeOperation,
            safeTxGas: UInt256, baseGas: UInt256, gasPrice: UInt256,
            gasToken:
                Address, refundReceiver: Address, nonce: UInt256
        ) {
            self.to = to
            self.value = value
            self.data = data
            self.operation = operation
            self.safeTxGas = safeTxGas
            self.baseGas = baseGas
            self.gasPrice = gasPrice
            self.gasToken = gasToken
            self.refundReceiver = refundReceiver
            self.nonce = nonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(to)
            writer.write(value)
            writer.write(data)
            writer.write(operation)
            writer.write(safeTxGas)
            writer.write(baseGas)
            writer.write(gasPrice)
            writer.write(gasToken)
            writer.write(refundReceiver)
            writer.write(nonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            to = try reader.read()
            value = try reader.read()
            data = try reader.read()
            operation = try reader.read()
            safeTxGas = try reader.read()
            baseGas = try reader.read()
            gasPrice = try reader.read()
            gasToken = try reader.read()
            refundReceiver = try reader.read()
            nonce = try reader.read()
        }
    }

    /// `encodeTransactionData(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)`:
    /// the 66 bytes whose hash owners sign; from 1.5.0 on through the fallback handler.
    public struct EncodeTransactionData: ABICall {
        /// What it returns.
        public typealias Returned = Bytes
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe86637db,
            "function encodeTransactionData(address to, uint256 value, bytes data, uint8 "
                + "operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address "
                + "gasToken, address refundReceiver, uint256 nonce) view returns (bytes)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 10) }

        /// Whom to call.
        public let to: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// How to call.
        public let operation: SafeOperation
        /// Gas for the inner call; with 0 (and no refund) a failure reverts everything.
        public let safeTxGas: UInt256
        /// Gas that is refunded besides.
        public let baseGas: UInt256
        /// The price of the refund; 0 for none.
        public let gasPrice: UInt256
        /// The token of the refund; zero for ether.
        public let gasToken: Address
        /// Who gets the refund; zero for whoever executes.
        public let refundReceiver: Address
        /// The nonce.
        public let nonce: UInt256

        /// With its arguments.
        public init(
            to: Address, value: Wei, data: Bytes, operation: SafeOperation,
            safeTxGas: UInt256, baseGas: UInt256, gasPrice: UInt256,
            gasToken:
                Address, refundReceiver: Address, nonce: UInt256
        ) {
            self.to = to
            self.value = value
            self.data = data
            self.operation = operation
            self.safeTxGas = safeTxGas
            self.baseGas = baseGas
            self.gasPrice = gasPrice
            self.gasToken = gasToken
            self.refundReceiver = refundReceiver
            self.nonce = nonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(to)
            writer.write(value)
            writer.write(data)
            writer.write(operation)
            writer.write(safeTxGas)
            writer.write(baseGas)
            writer.write(gasPrice)
            writer.write(gasToken)
            writer.write(refundReceiver)
            writer.write(nonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            to = try reader.read()
            value = try reader.read()
            data = try reader.read()
            operation = try reader.read()
            safeTxGas = try reader.read()
            baseGas = try reader.read()
            gasPrice = try reader.read()
            gasToken = try reader.read()
            refundReceiver = try reader.read()
            nonce = try reader.read()
        }
    }
}
