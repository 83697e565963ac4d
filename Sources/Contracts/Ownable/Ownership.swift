public import Codec
public import Primitives

extension Ownable {
    /// `owner()`: who may call what only the owner may.
    public struct Owner: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x8da5cb5b, "function owner() view returns (address)")

        /// Without arguments.
        public init() {}
    }

    /// `pendingOwner()`: who may accept the ownership; contracts of a single step do not have the
    /// function.
    public struct PendingOwner: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe30c3978,
            "function pendingOwner() view returns (address)")

        /// Without arguments.
        public init() {}
    }

    /// `transferOwnership(address)`: the owner offers the ownership, or with a single step gives it
    /// away at once. Zero cancels an offer.
    public struct TransferOwnership: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf2fde38b,
            "function transferOwnership(address newOwner)")
        /// Who is to be owner.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `acceptOwnership()`: the pending owner becomes owner. Through a timelock this has to be
    /// scheduled and executed.
    public struct AcceptOwnership: ABICall, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x79ba5097, "function acceptOwnership()")

        /// Without arguments.
        public init() {}
    }

    /// `renounceOwnership()`: the owner leaves nobody as owner, for ever.
    public struct RenounceOwnership: ABICall, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x715018a6, "function renounceOwnership()")

        /// Without arguments.
        public init() {}
    }
}
