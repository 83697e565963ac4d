import Chain
import Codec
import Contracts
import Governance
import Primitives
import Testing

@Suite("A policy replayed from its events")
struct PolicyReplayTests {
    private static let kms = Address(literal: 0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0)
    private static let app = Address(literal: 0x75537828f2ce51be7289709686A69CbFDbB714F1)

    private static func log(_ topic: Hash32, _ hash: Hash32, of address: Address) -> Log {
        Log(address: address, topics: LogTopics([topic]) ?? LogTopics(), data: hash.bytes)
    }

    @Test("what was added and not removed since is allowed, in its set of its contract alone")
    func adds() {
        let (first, second) = (Keccak256.hash(utf8: "a"), Keccak256.hash(utf8: "b"))
        for set in PolicySet.allCases {
            var replay = PolicyReplay()
            replay.take(Self.log(set.addedTopic, first, of: Self.kms))
            replay.take(Self.log(set.addedTopic, second, of: Self.kms))
            replay.take(Self.log(set.removedTopic, first, of: Self.kms))
            replay.take(Self.log(set.removedTopic, second, of: Self.app))
            #expect(replay.hashes(set, of: Self.kms) == [second])
            #expect(replay.named[Self.kms]?[set] == [first, second])
            #expect(replay.hashes(set, of: Self.app).isEmpty)
            for other in PolicySet.allCases where other != set {
                #expect(replay.hashes(other, of: Self.kms).isEmpty)
            }
            replay.take(Self.log(set.addedTopic, first, of: Self.kms))
            #expect(replay.hashes(set, of: Self.kms) == [first, second])
        }
    }

    @Test("other events, and events of another length, change nothing")
    func others() {
        var replay = PolicyReplay()
        replay.take(Self.log(Keccak256.hash(utf8: "Other(bytes32)"), .zero, of: Self.kms))
        replay.take(Log(address: Self.kms, topics: LogTopics(), data: Hash32.zero.bytes))
        replay.take(
            Log(
                address: Self.kms,
                topics: LogTopics([PolicySet.osImages.addedTopic]) ?? LogTopics(), data: [1, 2]))
        #expect(replay == PolicyReplay())
    }
}
