import Authorization
import Chain
import Codec
import Primitives

extension Rows {
    /// What a boot costs once its facts are known, and what it costs to know them.
    static var authorization: [Row] {
        [
            Row(
                name: "boot_policy", title: "policy of an app's boot, pure",
                goal: .perSecond(500_000)
            ) { _ in
                let boot = try Boot()
                try check(BootPolicy.decide(boot.request, boot.facts).isAllowed, "policy")
                return each { keep(BootPolicy.decide(boot.request, boot.facts)) }
            },
            Row(
                name: "boot_decision", title: "boot decided from known facts: body to record",
                goal: .perSecond(20_000)
            ) { _ in
                let boot = try Boot()
                try check(boot.record().decision.isAllowed, "decision")
                return each {
                    keep(
                        JSONWriter.bytes(
                            of: BootRecord.Answered(try boot.record()), .compact.ascii))
                }
            },
            Row(
                name: "boot_witness", title: "witness of a boot: 4 accounts, 15 slots",
                goal: .perSecond(10_000)
            ) { _ in
                let witness = try Witness()
                try witness.verify()
                return each { try witness.verify() }
            },
        ]
    }
}

/// An app's boot that the contracts allow.
private struct Boot {
    let body: Bytes
    let request: BootRequest
    let facts = PolicyFacts(
        kms: PolicyFacts.Kms(
            allowsImage: true, allowsMeasurement: false, allowsDevice: false, isRegistered: true,
            gatewayAppID: String(repeating: "9a", count: 20)),
        app: .known(
            PolicyFacts.Rules(
                allowsCompose: true, allowsAnyDevice: false, allowsDevice: true,
                requiresUpToDate: true)))

    /// The two blocks, which all decisions share.
    let finalized: DecisionBasis.View
    let recent: DecisionBasis.View

    init() throws {
        func hex(_ byte: String, _ count: Int = 32) -> JSONValue {
            .string(String(repeating: byte, count: count))
        }
        let facts = facts
        func view(_ number: UInt64) -> DecisionBasis.View {
            DecisionBasis.View(
                number: BlockNumber(number), hash: .zero, stateRoot: .zero,
                timestamp: Timestamp(seconds: 1_800_000_000), facts: .facts(facts))
        }
        let value: JSONValue = [
            "teeVariant": "dstack-tdx", "mrAggregated": hex("a2"), "osImageHash": hex("a1"),
            "mrSystem": hex("66"), "appId": hex("11", 20), "composeHash": hex("a4"),
            "instanceId": hex("33", 20), "deviceId": hex("a5"), "keyProviderInfo": "",
            "tcbStatus": "UpToDate", "advisoryIds": [],
        ]
        body = value.serializedBytes(.compact)
        request = try BootRequest(body: body, kind: .app)
        (finalized, recent) = (view(1_000), view(1_100))
    }

    /// Everything that a service does between the body of a new question and its record, the chain's
    /// facts at hand.
    func record() throws -> BootRecord {
        let asked = try AskedBoot(body: body, kind: .app)
        var record = BootRecord(
            time: 1_800_000_000_000, asked: asked, configuration: .zero, backend: .chain)
        record.decided = Decided(
            DecisionBasis(
                request: asked.request, kms: .zero, finalized: finalized, recent: recent,
                quorum: 3, rules: LocalRules()))
        return record
    }
}

/// Proofs of what a boot reads at one block: two proxies with their slots, two implementations, in a
/// state of 10,000 accounts whose contracts hold 5,000 words each.
private struct Witness {
    private struct Question {
        let proof: AccountProof
        let slots: [Hash32]
    }

    private let stateRoot: Hash32
    private let questions: [Question]

    init() throws {
        let boot = try Boot()
        let asked = [
            FactsReading.kmsSlots(boot.request, .dstack),
            FactsReading.appSlots(boot.request, .dstack), [], [],
        ]
        let storages = asked.map { slots in
            MerklePatriciaTrie(
                Witness.entries(slots.isEmpty ? 0 : 5_000)
                    + slots.map { (Keccak256.hash($0.bytes).bytes, Bytes([1])) })
        }
        let addresses = (0..<4).map { Address(Witness.key($0).bytes.slice(0..<20)) ?? .zero }
        let accounts = storages.map { storage in
            Account(
                nonce: 1, balance: 0, storageRoot: storage.root, codeHash: Witness.key(9))
        }
        let state = MerklePatriciaTrie(
            Witness.entries(10_000)
                + zip(addresses, accounts).map { address, account in
                    (Keccak256.hash(address.bytes).bytes, account.encoded)
                })
        stateRoot = state.root
        questions = asked.indices.map { index in
            Question(
                proof: AccountProof(
                    address: addresses[index], account: accounts[index],
                    accountProof: state.proof(of: Keccak256.hash(addresses[index].bytes).bytes),
                    slots: asked[index].map { slot in
                        AccountProof.Slot(
                            key: slot, value: 1,
                            proof: storages[index].proof(of: Keccak256.hash(slot.bytes).bytes))
                    }),
                slots: asked[index])
        }
    }

    func verify() throws {
        for question in questions {
            keep(
                try question.proof.verified(
                    stateRoot: stateRoot, address: question.proof.address, slots: question.slots))
        }
    }

    private static func key(_ number: Int) -> Hash32 { Keccak256.hash(utf8: "account \(number)") }

    private static func entries(_ count: Int) -> [(key: Bytes, value: Bytes)] {
        (0..<count).map { number in
            (Keccak256.hash(utf8: "entry \(number)").bytes, Bytes(repeating: 7, count: 32))
        }
    }
}
