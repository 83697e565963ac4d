public import Primitives

/// What a contract wrote into the receipt of a transaction (yellow paper, section 4.4.1).
public struct Log: Hashable, Sendable {
    /// The contract.
    public let address: Address
    /// The topics: usually the event's signature hash and its indexed parameters.
    public let topics: LogTopics
    /// The data: usually the ABI encoding of the other parameters.
    public let data: Bytes

    /// A log.
    public init(address: Address, topics: LogTopics, data: Bytes) {
        self.address = address
        self.topics = topics
        self.data = data
    }
}
