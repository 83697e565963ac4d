public import Codec
public import Primitives

extension DstackPolicy {
    /// `PolicyChanged(address,bytes32,bytes32,bool)`: DstackKms and DstackApp say what was changed
    /// and who did it, behind the typed event (before `Upgraded`).
    public struct Changed: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x341d3bc64e32172fc5bcf27b0f7f69dc5adc19af64b7aa1dee361e5883c32375,
            "event PolicyChanged(address indexed actor, bytes32 indexed policy, bytes32 "
                + "indexed value, bool enabled)")

        /// The caller: the timelock where one governs, the registry for an app that it deploys.
        public let actor: Address
        /// The keccak256 of the policy's name.
        public let policy: Hash32
        /// The hash or address that is allowed or not; zero for switches.
        public let value: Hash32
        /// Whether it is allowed now.
        public let enabled: Bool

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 3 ? 1 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.actor = try indexed.read()
            self.policy = try indexed.read()
            self.value = try indexed.read()
            self.enabled = try data.read()
        }
    }
}
