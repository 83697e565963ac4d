public import Codec
public import Primitives

extension TimelockController {
    /// `TimelockInvalidOperationLength(uint256,uint256,uint256)`: lists of different lengths.
    public struct TimelockInvalidOperationLength: ABIRevert {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xffb03211,
            "error TimelockInvalidOperationLength(uint256 targets, uint256 payloads, "
                + "uint256 values)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 3) }

        /// How many targets.
        public let targets: UInt256
        /// How many payloads.
        public let payloads: UInt256
        /// How many values.
        public let values: UInt256

        /// With its arguments.
        public init(targets: UInt256, payloads: UInt256, values: UInt256) {
            self.targets = targets
            self.payloads = payloads
            self.values = values
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(targets)
            writer.write(payloads)
            writer.write(values)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            targets = try reader.read()
            payloads = try reader.read()
            values = try reader.read()
        }
    }

    /// `TimelockInsufficientDelay(uint256,uint256)`: a delay below the minimum.
    public struct TimelockInsufficientDelay: ABIRevert {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x54336609,
            "error TimelockInsufficientDelay(uint256 delay, uint256 minDelay)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The seconds asked for.
        public let delay: UInt256
        /// The minimum.
        public let minDelay: UInt256

        /// With its arguments.
        public init(delay: UInt256, minDelay: UInt256) {
            self.delay = delay
            self.minDelay = minDelay
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(delay)
            writer.write(minDelay)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            delay = try reader.read()
            minDelay = try reader.read()
        }
    }

    /// `TimelockUnexpectedOperationState(bytes32,bytes32)`: the operation is in none of the states
    /// that the call needs.
    public struct TimelockUnexpectedOperationState: ABIRevert {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x5ead8eb5,
            "error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 "
                + "expectedStates)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The operation.
        public let operationID: Hash32
        /// A set of bits, 1 << state.
        public let expectedStates: OperationStates

        /// With its arguments.
        public init(operationID: Hash32, expectedStates: OperationStates) {
            self.operationID = operationID
            self.expectedStates = expectedStates
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(operationID)
            writer.write(expectedStates)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            operationID = try reader.read()
            expectedStates = try reader.read()
        }
    }

    /// `TimelockUnexecutedPredecessor(bytes32)`: another operation has to be done before.
    public struct TimelockUnexecutedPredecessor: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x90a9a618,
            "error TimelockUnexecutedPredecessor(bytes32 predecessorId)")
        /// The other operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `TimelockUnauthorizedCaller(address)`: only the timelock itself may.
    public struct TimelockUnauthorizedCaller: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe2850c59,
            "error TimelockUnauthorizedCaller(address caller)")
        /// The caller.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
