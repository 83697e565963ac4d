public import Codec
public import Primitives

extension ERC1967 {
    /// `ERC1967InvalidImplementation(address)`: there is no code of the right kind.
    public struct ERC1967InvalidImplementation: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x4c9c8ce3,
            "error ERC1967InvalidImplementation(address implementation)")
        /// The address.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ERC1967NonPayable()`: value was sent with an upgrade that calls nothing.
    public struct ERC1967NonPayable: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xb398979f, "error ERC1967NonPayable()")

        /// Without arguments.
        public init() {}
    }
}
