public import Codec

extension Initializable {
    /// `Initialized(uint64)`: a set-up has run; 2^64 - 1 says that none ever can.
    public struct Initialized: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d2,
            "event Initialized(uint64 version)")
        /// Which set-up.
        public let argument: UInt64

        /// With its argument.
        public init(_ argument: UInt64) { self.argument = argument }
    }

    /// `InvalidInitialization()`: the set-up has run already.
    public struct InvalidInitialization: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xf92ee8a9, "error InvalidInitialization()")

        /// Without arguments.
        public init() {}
    }

    /// `NotInitializing()`: the function belongs to a set-up.
    public struct NotInitializing: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xd7e6bcf8, "error NotInitializing()")

        /// Without arguments.
        public init() {}
    }
}
