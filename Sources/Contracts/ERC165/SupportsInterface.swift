public import Codec

extension ERC165 {
    /// `supportsInterface(bytes4)`: whether the contract says that it implements an interface
    /// (ERC-165).
    public struct SupportsInterface: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x01ffc9a7,
            "function supportsInterface(bytes4 interfaceId) view returns (bool)")
        /// The exclusive or of the selectors of the interface.
        public let argument: FunctionSelector

        /// With its argument.
        public init(_ argument: FunctionSelector) { self.argument = argument }
    }
}
