import Chain
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Recorded proofs of go-ethereum prove accounts and slots through the client")
struct RecordedProofsTests {
    /// The answer of `eth_getProof` put together from the parts of the corpus.
    private static func answer(
        _ account: JSONValue, nodes: [JSONValue], slots: [JSONValue]
    ) throws -> JSONValue {
        let places = try #require(account["accountProof"]?.array)
        let proof = try places.map { place in
            nodes[try #require(place.string.flatMap { Int($0) })]
        }
        var members = try #require(account.object).filter { !$0.isNamed("accountProof") }
        members.append(JSONMember("accountProof", .array(proof)))
        members.append(
            JSONMember(
                "storageProof",
                .array(
                    slots.map { slot in
                        .object(slot.object?.filter { !$0.isNamed("name") } ?? [])
                    })))
        return .object(members)
    }

    @Test("every account after every step, with the slots of its storage root")
    func accounts() async throws {
        let blocks = try RecordedBlock.read("rpc/history-blocks.jsonl")
        let states = try Fixtures.cases("rpc/history-accounts.jsonl")
        #expect(states.count == 54)
        var storage: [String: [JSONValue]] = [:]
        for entry in try Fixtures.cases("rpc/history-storage.jsonl") {
            storage[entry.id] = try JSONValue(parsing: entry.text)["slots"]?.array
        }
        #expect(storage.count == 79)
        var used: Set<String> = []
        var (accounts, slots) = (0, 0)
        for (number, state) in states.enumerated() {
            let header = try Header(decoding: try blocks[number].bytes("header"))
            let value = try JSONValue(parsing: state.text)
            let nodes = try #require(value["nodes"]?.array)
            for member in try #require(value["accounts"]?.object) {
                let key = "\(member.name) \(member.value["storageHash"]?.string ?? "")"
                let own = try #require(storage[key])
                used.insert(key)
                let answer = try Self.answer(member.value, nodes: nodes, slots: own)
                let client = EthereumClient(
                    transport: LiarTransport(always: .result(answer)), label: "recorded")
                let address = try Address(hex: try #require(member.value["address"]?.string))
                let keys = try own.map { try Hash32(hex: try #require($0["key"]?.string)) }
                let verified = try await client.getVerifiedAccount(
                    address, slots: keys, in: SealedHeader(header))
                #expect(verified.slots.map(\.value.quantity) == own.map { $0["value"]?.string })
                #expect((verified.account?.nonce ?? 0) == (try Self.nonce(member.value)))
                accounts += 1
                slots += keys.count
            }
        }
        #expect(used.count == 79)
        #expect(accounts == 54 * 9)
        #expect(slots > 5000)
    }

    private static func nonce(_ account: JSONValue) throws -> UInt64? {
        UInt64(exactly: try UInt256(quantity: try #require(account["nonce"]?.string)))
    }
}
