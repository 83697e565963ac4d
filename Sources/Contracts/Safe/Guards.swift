public import Codec
public import Primitives

extension Safe {
    /// `setGuard(address)`: the Safe lets a contract check every transaction. A bad one locks it
    /// for ever.
    public struct SetGuard: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xe19a9dd9, "function setGuard(address guard)")
        /// The guard; zero for none.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `setModuleGuard(address)`: the Safe lets a contract check what modules do (1.5.0).
    public struct SetModuleGuard: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe068df37,
            "function setModuleGuard(address moduleGuard)")
        /// The guard; zero for none.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `setFallbackHandler(address)`: the Safe lets another contract answer calls that it does not
    /// know.
    public struct SetFallbackHandler: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf08a0323,
            "function setFallbackHandler(address handler)")
        /// The handler.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
