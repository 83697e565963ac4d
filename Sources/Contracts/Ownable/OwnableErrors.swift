public import Codec
public import Primitives

extension Ownable {
    /// `OwnableUnauthorizedAccount(address)`: only the owner may, or only the pending owner.
    public struct OwnableUnauthorizedAccount: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x118cdaa7,
            "error OwnableUnauthorizedAccount(address account)")
        /// The caller.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `OwnableInvalidOwner(address)`: nobody can own a contract that way.
    public struct OwnableInvalidOwner: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1e4fbdf7,
            "error OwnableInvalidOwner(address owner)")
        /// Who was to be owner.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
