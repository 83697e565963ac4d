public import Chain
import Codec
import Contracts
public import Primitives

/// What contracts allow, replayed from their events alone, in the order of the chain.
public struct PolicyReplay: Hashable, Sendable {
    /// The hashes that are allowed after the events so far, by contract and set.
    public private(set) var allowed: [Address: [PolicySet: Set<Hash32>]] = [:]
    /// Every hash that an event named, by contract and set.
    public private(set) var named: [Address: [PolicySet: Set<Hash32>]] = [:]

    /// A replay before the first event.
    public init() {}

    /// Takes the next event; one that is of no set changes nothing.
    public mutating func take(_ log: Log) {
        guard let topic = log.topics.first, let hash = Hash32(log.data),
            let set = PolicySet.allCases.first(where: {
                $0.addedTopic == topic || $0.removedTopic == topic
            })
        else { return }
        named[log.address, default: [:]][set, default: []].insert(hash)
        if set.addedTopic == topic {
            allowed[log.address, default: [:]][set, default: []].insert(hash)
        } else {
            allowed[log.address, default: [:]][set, default: []].remove(hash)
        }
    }

    /// The hashes that a contract allows after the events so far.
    public func hashes(_ set: PolicySet, of contract: Address) -> Set<Hash32> {
        allowed[contract]?[set] ?? []
    }
}
