import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("A Safe Transaction Service is computed again and never believed")
struct SafeServiceTests {
    private static let safe = Address(
        literal: 0x5aFE_3855_358E_112B_5647_B952_709E_6165_e1c1_eEEe)
    private static let owner = Address(
        literal: 0x7099_7970_C518_12dc_3A01_0C7d_01b5_0e0d_17dc_79C8)
    private static let child = Address(
        literal: 0x3C44_CdDd_B6a9_00fa_2b58_5dd2_99e0_3d12_FA42_93BC)
    private static let operation = Governance.Operation(
        chainID: 8453, action: .direct, purpose: String(repeating: "p", count: 300),
        safe: Governance.Operation.SafeReference(address: safe, version: .v141, nonce: 7),
        timelock: nil, calls: [TimelockOperation.Call(target: owner, data: [1, 2, 3, 4])])

    /// What a service answers about the operation, with these confirmations.
    private static func answer(_ signatures: [SafeSignature]) throws -> [JSONMember] {
        let body = try SafeServiceProposal.body(of: operation, signature: .approved(by: owner))
        let hash = try operation.safeHashes().digest
        return try #require(body.object).filter { $0.name != "contractTransactionHash" } + [
            JSONMember("safe", .string(safe.checksummed)),
            JSONMember("safeTxHash", .string(hash.hex)),
            JSONMember("proposer", .string(owner.checksummed)),
            JSONMember("isExecuted", .bool(false)),
            JSONMember(
                "confirmations",
                .array(
                    signatures.map { signature in
                        [
                            "owner": .string(signature.owner.checksummed),
                            "signature": SafeServiceProposal.confirmation(signature)["signature"]
                                ?? .null,
                        ]
                    })),
        ]
    }

    private static func read(_ members: [JSONMember]) throws -> SafeServiceTransaction {
        try SafeServiceTransaction(.object(members), of: safe, in: operation.safeDomain)
    }

    @Test("what is proposed comes back as the same transaction with the same signatures")
    func roundTrip() throws {
        let contract = SafeSignature(kind: .contract, owner: Self.child, bytes: [9, 8, 7])
        let signatures = [contract, SafeSignature.approved(by: Self.owner)]
        let found = try Self.read(try Self.answer(signatures))
        #expect(found.hash == (try Self.operation.safeHashes().digest))
        #expect(found.transaction == (try Self.operation.safeTransaction()))
        #expect(found.signatures == signatures && found.faults.isEmpty)
        #expect(found.proposer == Self.owner && !found.isExecuted)
        let body = try SafeServiceProposal.body(of: Self.operation, signature: contract)
        #expect(body["origin"]?.string?.count == 200)
        #expect(body["sender"]?.string == Self.child.checksummed)
    }

    @Test(
        "a field that was changed is a fault, whichever it is",
        arguments: [
            ("to", JSONValue.string(child.checksummed)), ("value", "1"), ("data", "0x01020305"),
            ("operation", 1), ("safeTxGas", "1"), ("baseGas", "1"), ("gasPrice", "1"),
            ("gasToken", .string(child.checksummed)),
            ("refundReceiver", .string(child.checksummed)), ("nonce", "8"),
            ("safe", .string(child.checksummed)), ("safe", .null),
            ("safeTxHash", .string(Hash32.zero.hex)), ("safeTxHash", .null),
        ])
    func changed(name: String, value: JSONValue) throws {
        var members = try Self.answer([])
        let index = try #require(members.firstIndex { $0.isNamed(name) })
        members[index].value = value
        #expect(try Self.read(members).faults.isEmpty == false)
    }

    @Test("a confirmation that is not its owner's is a fault and counts for nothing")
    func foreignConfirmations() throws {
        let records: [(owner: Address, hex: String)] = [
            (Self.child, SafeServiceTests.record(.approved(by: Self.owner))),
            (Self.owner, "0x" + String(repeating: "11", count: 64) + "1b"),
            (Self.owner, "0x1234"), (Self.owner, "0x"),
            (Self.child, SafeServiceTests.cutContract()),
        ]
        for record in records {
            var members = try Self.answer([])
            let index = try #require(members.firstIndex { $0.isNamed("confirmations") })
            members[index].value = [
                [
                    "owner": .string(record.owner.checksummed), "signature": .string(record.hex),
                ]
            ]
            let found = try Self.read(members)
            #expect(found.signatures.isEmpty && found.faults.count == 1, "\(record.hex)")
        }
    }

    private static func record(_ signature: SafeSignature) -> String {
        SafeServiceProposal.confirmation(signature)["signature"]?.string ?? ""
    }

    /// A contract's signature without its last byte.
    private static func cutContract() -> String {
        String(record(SafeSignature(kind: .contract, owner: child, bytes: [9, 8])).dropLast(2))
    }

    @Test("a page is read whole or refused with the entry at fault")
    func pages() throws {
        let entry = JSONValue.object(try Self.answer([]))
        func page(_ results: [JSONValue], next: JSONValue = .null) throws -> Bool {
            try SafeServiceTransaction.page(
                ["results": .array(results), "next": next], of: Self.safe,
                in: Self.operation.safeDomain
            ).isLast
        }
        #expect(try page([entry, entry]))
        #expect(try !page([entry], next: "https://elsewhere.example/"))
        let error = #expect(throws: OperationError.self) { try page([entry, ["to": 1]]) }
        #expect(error?.path.hasPrefix("results[1]") == true)
        #expect(throws: OperationError.self) {
            try page([JSONValue](repeating: entry, count: 101))
        }
        #expect(throws: OperationError.self) {
            try SafeServiceTransaction.page(
                [], of: Self.safe, in: Self.operation.safeDomain)
        }
    }

    @Test("a real answer holds: hash and every signer")
    func real() throws {
        let name = "chain/safe/service/multisig-transactions-ethereum-1c694f-nonce-63.json"
        guard let file = Fixtures.sharedData?.appending(path: name) else { return }
        let json = try JSONValue(parsing: Bytes(try Data(contentsOf: file)))
        let entry = try #require(json["results"]?.array?.first)
        let safe = try Address(hex: try #require(entry["safe"]?.string))
        let found = try SafeServiceTransaction.page(
            json, of: safe, in: SafeDomain(chainID: 1, safe: safe, version: .v130)
        ).transactions
        #expect(found.count == 1 && found[0].faults.isEmpty, "\(found.map(\.faults))")
        #expect(found[0].signatures.count == entry["confirmations"]?.array?.count)
    }

    @Test("Safe's own services have the names that they use themselves")
    func bases() {
        #expect(SafeServicePath.base(for: 8453) == "https://api.safe.global/tx-service/base/api")
        #expect(SafeServicePath.base(for: 137) == "https://api.safe.global/tx-service/pol/api")
        #expect(SafeServicePath.base(for: 31337) == nil)
        let list = SafeServicePath.waiting(of: Self.safe, from: 7, trusted: false, offset: 100)
        #expect(list.hasPrefix("/v2/safes/\(Self.safe.checksummed)/multisig-transactions/?"))
        #expect(list.contains("nonce__gte=7&") && list.contains("trusted=false"))
    }
}
