public import Chain
public import Codec
public import Primitives

/// Which logs are asked for.
public struct LogFilter: Hashable, Sendable {
    /// In which blocks.
    public enum Blocks: Hashable, Sendable {
        /// All blocks from the first to the last, both included.
        case range(ClosedRange<BlockNumber>)
        /// The one block of this hash: safe against a reorganisation in between.
        case hash(Hash32)
    }

    /// In which blocks.
    public var blocks: Blocks
    /// The contracts; none stands for every contract.
    public var addresses: [Address]
    /// For each position of the topics the values that fit; none stands for every value.
    public var topics: [[Hash32]]

    /// A filter.
    public init(blocks: Blocks, addresses: [Address] = [], topics: [[Hash32]] = []) {
        self.blocks = blocks
        self.addresses = addresses
        self.topics = topics
    }

    /// The positions without those at the end that every value fits: some nodes find nothing when
    /// they stand there.
    var significantTopics: ArraySlice<[Hash32]> {
        var topics = topics[...]
        while topics.last?.isEmpty == true { topics.removeLast() }
        return topics
    }

    /// The parameter of `eth_getLogs`.
    public var parameter: JSONValue {
        var members: [JSONMember] = []
        switch blocks {
        case .range(let range):
            members.append(JSONMember("fromBlock", .quantity(range.lowerBound)))
            members.append(JSONMember("toBlock", .quantity(range.upperBound)))
        case .hash(let hash):
            members.append(JSONMember("blockHash", .hash(hash)))
        }
        switch addresses.count {
        case 0: break
        case 1: members.append(JSONMember("address", .address(addresses[0])))
        default: members.append(JSONMember("address", .array(addresses.map(JSONValue.address))))
        }
        let positions = significantTopics.map { values -> JSONValue in
            switch values.count {
            case 0: .null
            case 1: .hash(values[0])
            default: .array(values.map(JSONValue.hash))
            }
        }
        if !positions.isEmpty { members.append(JSONMember("topics", .array(positions))) }
        return .object(members)
    }

    /// Whether the filter asks for this log, its block aside.
    public func matches(_ log: Log) -> Bool {
        guard addresses.isEmpty || addresses.contains(log.address) else { return false }
        for place in topics.indices where !topics[place].isEmpty {
            guard place < log.topics.count, topics[place].contains(log.topics[place]) else {
                return false
            }
        }
        return true
    }

    /// Whether the filter asks for logs of this block.
    func matches(blockNumber: BlockNumber, blockHash: Hash32) -> Bool {
        switch blocks {
        case .range(let range): range.contains(blockNumber)
        case .hash(let hash): hash == blockHash
        }
    }
}
