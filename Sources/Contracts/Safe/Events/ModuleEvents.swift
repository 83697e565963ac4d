public import Codec
public import Primitives

extension Safe {
    /// `EnabledModule(address)`: a contract may act for the Safe.
    public struct EnabledModule: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xecdf3a3effea5783a3c4c2140e677577666428d44ed9d474a0b3a4c9943f8440,
            "event EnabledModule(address indexed module)",
            "event EnabledModule(address module)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `DisabledModule(address)`: a contract may act for the Safe no longer.
    public struct DisabledModule: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xaab4fa2b463f581b2b32cb3b7e3b704b9ce37cc209b5fb4d77e593ace4054276,
            "event DisabledModule(address indexed module)",
            "event DisabledModule(address module)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ChangedGuard(address)`: another contract checks transactions.
    public struct ChangedGuard: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x1151116914515bc0891ff9047a6cb32cf902546f83066499bcf8ba33d2353fa2,
            "event ChangedGuard(address indexed guard)",
            "event ChangedGuard(address guard)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The guard; zero for none.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ChangedModuleGuard(address)`: another contract checks what modules do (1.5.0).
    public struct ChangedModuleGuard: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xcd1966d6be16bc0c030cc741a06c6e0efaf8d00de2c8b6a9e11827e125de8bb8,
            "event ChangedModuleGuard(address indexed moduleGuard)")
        /// The guard; zero for none.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ChangedFallbackHandler(address)`: another contract answers unknown calls.
    public struct ChangedFallbackHandler: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x5ac6c46c93c8d0e53714ba3b53db3e7c046da994313d7ed0d192028bc7c228b0,
            "event ChangedFallbackHandler(address indexed handler)",
            "event ChangedFallbackHandler(address handler)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The handler.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ChangedMasterCopy(address)`: SafeMigration: the Safe has other code.
    public struct ChangedMasterCopy: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x75e41bc35ff1bf14d81d1d2f649c0084a0f974f9289c803ec9898eeec4c8d0b8,
            "event ChangedMasterCopy(address singleton)")
        /// The singleton.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
