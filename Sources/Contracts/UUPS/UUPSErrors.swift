public import Codec
public import Primitives

extension UUPS {
    /// `UUPSUnauthorizedCallContext()`: called on the implementation where only a proxy may be, or
    /// the other way round.
    public struct UUPSUnauthorizedCallContext: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xe07c8dba, "error UUPSUnauthorizedCallContext()")

        /// Without arguments.
        public init() {}
    }

    /// `UUPSUnsupportedProxiableUUID(bytes32)`: the new code names another slot.
    public struct UUPSUnsupportedProxiableUUID: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xaa1d49a4,
            "error UUPSUnsupportedProxiableUUID(bytes32 slot)")
        /// The slot that it names.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
