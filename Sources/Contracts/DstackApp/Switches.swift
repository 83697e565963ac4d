public import Codec
public import Primitives

extension DstackApp {
    /// `setAllowAnyDevice(bool)`: the owner lets the app boot on every device, or on the allowed
    /// ones only.
    public struct SetAllowAnyDevice: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x7c4beeb8,
            "function setAllowAnyDevice(bool allowAny)")
        /// Whether every device may boot it.
        public let argument: Bool

        /// With its argument.
        public init(_ argument: Bool) { self.argument = argument }
    }

    /// `allowAnyDevice()`: whether every device may boot the app.
    public struct GetAllowAnyDevice: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x3440a16a,
            "function allowAnyDevice() view returns (bool)")

        /// Without arguments.
        public init() {}
    }

    /// `setRequireTcbUpToDate(bool)`: the owner demands a TCB that is up to date, or not.
    public struct SetRequireTcbUpToDate: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x6e4c7422,
            "function setRequireTcbUpToDate(bool requireUpToDate)")
        /// Whether the TCB has to be up to date.
        public let argument: Bool

        /// With its argument.
        public init(_ argument: Bool) { self.argument = argument }
    }

    /// `requireTcbUpToDate()`: whether the TCB has to be up to date; old implementations do not
    /// have the function.
    public struct GetRequireTcbUpToDate: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x0aa58c83,
            "function requireTcbUpToDate() view returns (bool)")

        /// Without arguments.
        public init() {}
    }

    /// `disableUpgrades()`: the owner forbids any other code, for ever.
    public struct DisableUpgrades: ABICall, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xec669036, "function disableUpgrades()")

        /// Without arguments.
        public init() {}
    }

    /// `version()`: 2; old implementations do not have the function.
    public struct Version: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x54fd4d50,
            "function version() pure returns (uint256)")

        /// Without arguments.
        public init() {}
    }
}
