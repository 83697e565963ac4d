public import Codec
public import Primitives

extension Safe {
    /// `execTransactionFromModule(address,uint256,bytes,uint8)`: a module acts for the Safe: no
    /// signatures, no nonce.
    public struct ExecTransactionFromModule: ABICall {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x468721a7,
            "function execTransactionFromModule(address to, uint256 value, bytes data, "
                + "uint8 operation) returns (bool success)")
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

    /// `execTransactionFromModuleReturnData(address,uint256,bytes,uint8)`: the same with what the
    /// call returned.
    public struct ExecTransactionFromModuleReturnData: ABICall {
        /// What it returns.
        public typealias Returned = CallResult
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x5229073f,
            "function execTransactionFromModuleReturnData(address to, uint256 value, bytes "
                + "data, uint8 operation) returns (bool success, bytes returnData)")
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
