public import Codec
public import Primitives

extension TimelockController {
    /// `getTimestamp(bytes32)`: 0 when it is not announced, 1 when it is done, else the second from
    /// which it is ready.
    public struct GetTimestamp: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xd45c4435,
            "function getTimestamp(bytes32 id) view returns (uint256)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `getOperationState(bytes32)`: the state of an operation (OpenZeppelin from 5.0 on).
    public struct GetOperationState: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = OperationState
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x7958004c,
            "function getOperationState(bytes32 id) view returns (uint8)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `isOperation(bytes32)`: whether it was announced and not withdrawn.
    public struct IsOperation: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x31d50750,
            "function isOperation(bytes32 id) view returns (bool)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `isOperationPending(bytes32)`: whether it waits or is ready.
    public struct IsOperationPending: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x584b153e,
            "function isOperationPending(bytes32 id) view returns (bool)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `isOperationReady(bytes32)`: whether it can be executed.
    public struct IsOperationReady: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x13bc9f20,
            "function isOperationReady(bytes32 id) view returns (bool)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `isOperationDone(bytes32)`: whether it was executed.
    public struct IsOperationDone: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2ab0f529,
            "function isOperationDone(bytes32 id) view returns (bool)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `getMinDelay()`: the minimum delay in seconds.
    public struct GetMinDelay: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf27a0c92,
            "function getMinDelay() view returns (uint256)")

        /// Without arguments.
        public init() {}
    }
}
