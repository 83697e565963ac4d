public import Codec
public import Primitives

extension Safe {
    /// `simulateAndRevert(address,bytes)`: delegates and reverts with success, size and data.
    public struct SimulateAndRevert: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xb4faba09,
            "function simulateAndRevert(address targetContract, bytes calldataPayload)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 2) }

        /// What to delegate to.
        public let targetContract: Address
        /// The calldata.
        public let calldataPayload: Bytes

        /// With its arguments.
        public init(targetContract: Address, calldataPayload: Bytes) {
            self.targetContract = targetContract
            self.calldataPayload = calldataPayload
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(targetContract)
            writer.write(calldataPayload)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            targetContract = try reader.read()
            calldataPayload = try reader.read()
        }
    }

    /// `simulate(address,bytes)`: the same without the revert; through the fallback handler.
    public struct Simulate: ABICall {
        /// What it returns.
        public typealias Returned = Bytes
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xbd61951d,
            "function simulate(address targetContract, bytes calldataPayload) view returns "
                + "(bytes response)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 2) }

        /// What to delegate to.
        public let targetContract: Address
        /// The calldata.
        public let calldataPayload: Bytes

        /// With its arguments.
        public init(targetContract: Address, calldataPayload: Bytes) {
            self.targetContract = targetContract
            self.calldataPayload = calldataPayload
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(targetContract)
            writer.write(calldataPayload)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            targetContract = try reader.read()
            calldataPayload = try reader.read()
        }
    }

    /// `requiredTxGas(address,uint256,bytes,uint8)`: reverts with the gas of the inner call (up to
    /// 1.3.0).
    public struct RequiredTxGas: ABICall {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xc4ca3a9c,
            "function requiredTxGas(address to, uint256 value, bytes data, uint8 "
                + "operation) returns (uint256)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 4) }

        /// Whom to call.
        public let to: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// How to call.
        public let operation: SafeOperation

        /// With its arguments.
        public init(to: Address, value: Wei, data: Bytes, operation: SafeOperation) {
            self.to = to
            self.value = value
            self.data = data
            self.operation = operation
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(to)
            writer.write(value)
            writer.write(data)
            writer.write(operation)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            to = try reader.read()
            value = try reader.read()
            data = try reader.read()
            operation = try reader.read()
        }
    }
}
