public import Codec
public import Primitives

extension Ownable {
    /// `OwnershipTransferStarted(address,address)`: the ownership was offered.
    public struct OwnershipTransferStarted: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e22700,
            "event OwnershipTransferStarted(address indexed previousOwner, address indexed "
                + "newOwner)")

        /// The owner, who still is.
        public let previousOwner: Address
        /// Who may accept.
        public let newOwner: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.previousOwner = try indexed.read()
            self.newOwner = try indexed.read()
        }
    }

    /// `OwnershipTransferred(address,address)`: the owner has changed.
    public struct OwnershipTransferred: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0,
            "event OwnershipTransferred(address indexed previousOwner, address indexed "
                + "newOwner)")

        /// The owner before.
        public let previousOwner: Address
        /// The owner now; zero for nobody.
        public let newOwner: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.previousOwner = try indexed.read()
            self.newOwner = try indexed.read()
        }
    }
}
