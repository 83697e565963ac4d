public import Codec
public import Primitives

extension AccessControl {
    /// `RoleGranted(bytes32,address,address)`: an account has got a role.
    public struct RoleGranted: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d,
            "event RoleGranted(bytes32 indexed role, address indexed account, address "
                + "indexed sender)")

        /// The role.
        public let role: Hash32
        /// Who has it now.
        public let account: Address
        /// Who gave it.
        public let sender: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 3 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.role = try indexed.read()
            self.account = try indexed.read()
            self.sender = try indexed.read()
        }
    }

    /// `RoleRevoked(bytes32,address,address)`: an account has lost a role.
    public struct RoleRevoked: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xf6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b,
            "event RoleRevoked(bytes32 indexed role, address indexed account, address "
                + "indexed sender)")

        /// The role.
        public let role: Hash32
        /// Who had it.
        public let account: Address
        /// Who took it.
        public let sender: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 3 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.role = try indexed.read()
            self.account = try indexed.read()
            self.sender = try indexed.read()
        }
    }

    /// `RoleAdminChanged(bytes32,bytes32,bytes32)`: other accounts grant and revoke a role.
    public struct RoleAdminChanged: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xbd79b86ffe0ab8e8776151514217cd7cacd52c909f66475c3af44e129f0b00ff,
            "event RoleAdminChanged(bytes32 indexed role, bytes32 indexed "
                + "previousAdminRole, bytes32 indexed newAdminRole)")

        /// The role.
        public let role: Hash32
        /// The admin role before.
        public let previousAdminRole: Hash32
        /// The admin role now.
        public let newAdminRole: Hash32

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 3 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.role = try indexed.read()
            self.previousAdminRole = try indexed.read()
            self.newAdminRole = try indexed.read()
        }
    }
}
