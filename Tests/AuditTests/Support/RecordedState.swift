import Audit
import Chain
import Codec
import Foundation
import Primitives
import TestSupport

/// The recorded accounts and slots with their proofs, after each step.
struct RecordedState {
    /// Account of each contract by block.
    private var accounts: [UInt64: [String: AccountProof]] = [:]
    /// Slots by contract and storage root.
    private var slots: [String: [AccountProof.Slot]] = [:]

    static let history = try? RecordedState()

    private init() throws {
        for fixture in try Fixtures.cases("rpc/history-storage.jsonl") {
            guard case .array(let items) = try fixture.member("slots") else { continue }
            slots[fixture.id] = try items.map { item in
                var nodes: [FixtureValue] = []
                if case .array(let items)? = item["proof"] { nodes = items }
                return AccountProof.Slot(
                    key: try Hash32(hex: item["key"]?.string ?? ""),
                    value: try UInt256(quantity: item["value"]?.string ?? ""),
                    proof: try nodes.map { try Bytes(hex: $0.string ?? "") })
            }
        }
        for fixture in try Fixtures.cases("rpc/history-accounts.jsonl") {
            let number = UInt64(fixture.id.split(separator: " ").last ?? "") ?? 0
            guard case .array(let texts) = try fixture.member("nodes"),
                case .object(let members) = try fixture.member("accounts")
            else { continue }
            let nodes = try texts.map { try Bytes(hex: $0.string ?? "") }
            accounts[number] = try members.mapValues { try RecordedState.account($0, nodes) }
        }
    }

    private static func account(_ value: FixtureValue, _ nodes: [Bytes]) throws -> AccountProof {
        func text(_ name: String) -> String { value[name]?.string ?? "" }
        var proof: [Bytes] = []
        if case .array(let places)? = value["accountProof"] {
            proof = places.compactMap { Int($0.string ?? "").map { nodes[$0] } }
        }
        return AccountProof(
            address: try Address(hex: text("address")),
            account: Account(
                nonce: UInt64(truncatingIfNeeded: try UInt256(quantity: text("nonce"))),
                balance: Wei(try UInt256(quantity: text("balance"))),
                storageRoot: try Hash32(hex: text("storageHash")),
                codeHash: try Hash32(hex: text("codeHash"))),
            accountProof: proof, slots: [])
    }

    /// The proof of a contract after a block, with every slot that was recorded for it.
    func proof(of name: String, at block: UInt64) -> AccountProof? {
        guard let account = accounts[block]?[name] else { return nil }
        let recorded = slots["\(name) \(account.account.storageRoot.hex)"] ?? []
        return AccountProof(
            address: account.address, account: account.account,
            accountProof: account.accountProof, slots: recorded)
    }
}
