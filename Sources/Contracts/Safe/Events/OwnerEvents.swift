public import Codec
public import Primitives

extension Safe {
    /// `SafeSetup(address,address[],uint256,address,address)`: a Safe was set up.
    public struct SafeSetup: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x141df868a6331af528e38c83b7aa03edc19be66e37ae67f9285bf4f8e3c6a1a8,
            "event SafeSetup(address indexed initiator, address[] owners, uint256 "
                + "threshold, address initializer, address fallbackHandler)")

        /// Who called.
        public let initiator: Address
        /// The owners.
        public let owners: [Address]
        /// How many have to sign.
        public let threshold: UInt256
        /// What was delegated to.
        public let initializer: Address
        /// The fallback handler.
        public let fallbackHandler: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 1 ? 4 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.initiator = try indexed.read()
            self.owners = try data.read()
            self.threshold = try data.read()
            self.initializer = try data.read()
            self.fallbackHandler = try data.read()
        }
    }

    /// `AddedOwner(address)`: there is a new owner.
    public struct AddedOwner: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x9465fa0c962cc76958e6373a993326400c1c94f8be2fe3a952adfa7f60b2ea26,
            "event AddedOwner(address indexed owner)",
            "event AddedOwner(address owner)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The owner.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `RemovedOwner(address)`: an owner has left.
    public struct RemovedOwner: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xf8d49fc529812e9a7c5c50e69c20f0dccc0db8fa95c98bc58cc9a4f1c1299eaf,
            "event RemovedOwner(address indexed owner)",
            "event RemovedOwner(address owner)")
        /// Older versions do not index it.
        public static var isSometimesPlain: Bool { true }
        /// The owner.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ChangedThreshold(uint256)`: another number of signatures is needed.
    public struct ChangedThreshold: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x610f7ff2b304ae8903c3de74c60c6ab1f7d6226b3f52c5161905bb5ad4039c93,
            "event ChangedThreshold(uint256 threshold)")
        /// How many.
        public let argument: UInt256

        /// With its argument.
        public init(_ argument: UInt256) { self.argument = argument }
    }
}
