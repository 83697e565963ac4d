public import Codec
public import Primitives

extension DstackKms {
    /// `registerApp(address)`: anyone registers a contract as an app, for ever; being registered
    /// allows nothing by itself.
    public struct RegisterApp: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x17a1d80f, "function registerApp(address appId)")
        /// The contract; not zero, but it need not have code.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `registeredApps(address)`: whether the contract was registered.
    public struct RegisteredApps: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xa6c4cce9,
            "function registeredApps(address appId) view returns (bool registered)")
        /// The contract.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `setAppImplementation(address)`: the owner names the code of apps that are deployed from now
    /// on.
    public struct SetAppImplementation: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x3ceaaa11,
            "function setAppImplementation(address implementation)")
        /// The code; not zero.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `appImplementation()`: the code of apps that are deployed now.
    public struct GetAppImplementation: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x25a992da,
            "function appImplementation() view returns (address)")

        /// Without arguments.
        public init() {}
    }
}
