public import Codec
public import Primitives

extension TimelockController {
    /// `PROPOSER_ROLE()`: the id of the role.
    public struct ProposerRole: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x8f61f4f5,
            "function PROPOSER_ROLE() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `EXECUTOR_ROLE()`: the id of the role.
    public struct ExecutorRole: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x07bd0265,
            "function EXECUTOR_ROLE() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `CANCELLER_ROLE()`: the id of the role (OpenZeppelin from 4.6 on).
    public struct CancellerRole: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xb08e51c0,
            "function CANCELLER_ROLE() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `DEFAULT_ADMIN_ROLE()`: zero: the role that administers the others (from 5.0 on).
    public struct DefaultAdminRole: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xa217fddf,
            "function DEFAULT_ADMIN_ROLE() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `TIMELOCK_ADMIN_ROLE()`: the role that administers the others (OpenZeppelin 3.3 to 4.9
    /// only).
    public struct TimelockAdminRole: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x0d3cf6fc,
            "function TIMELOCK_ADMIN_ROLE() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }
}
