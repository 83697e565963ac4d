import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Changes of a Safe's owners")
struct OwnerListTests {
    @Test("calldata and list after each change are those of the contract")
    func changes() throws {
        for item in try Fixtures.cases("safe/owner-changes.jsonl") {
            var list = try list(of: item)
            for step in try #require(item.member("steps").array) {
                func address(_ name: String) throws -> Address {
                    try Address(hex: step[name]?.string ?? "")
                }
                let threshold = try step["threshold"]?.string.map { try UInt256(decimal: $0) }
                let call: TimelockOperation.Call =
                    switch step["action"]?.string {
                    case "add": try list.add(address("owner"), threshold: threshold)
                    case "remove": try list.remove(address("owner"), threshold: threshold)
                    case "swap": try list.swap(address("owner"), for: address("newOwner"))
                    default: try list.change(threshold: #require(threshold))
                    }
                #expect(call.target == list.safe)
                #expect(call.data.hex == step["data"]?.string, "\(item.id)")
                let owners = step["owners"]?.array?.compactMap(\.string) ?? []
                #expect(list.owners.map(\.hex) == owners, "\(item.id)")
                #expect(list.threshold.decimal == step["ownersThreshold"]?.string, "\(item.id)")
            }
        }
    }

    @Test("what the contract refuses is refused with its code, without asking it")
    func refused() throws {
        var count = 0
        for item in try Fixtures.cases("safe/owner-changes-refused.jsonl") {
            var list = try list(of: item)
            let data = try Bytes(hex: item.string("data"))
            let rule = try item.string("rule")
            // A wrong predecessor and another sender are no part of what is asked of the list.
            if ["GS031", "GS200"].contains(rule) || item.id.contains("revOwner") { continue }
            let error = #expect(throws: OwnerList.Failure.self, "\(item.id)") {
                try Self.change(&list, by: data)
            }
            #expect(error?.code == rule, "\(item.id)")
            count += 1
        }
        #expect(count > 40)
    }

    @Test("the deployments of the timelock's corpus hold the roles of their constructors")
    func roles() throws {
        for scene in try Fixtures.cases("timelock/scenes.jsonl") {
            let deployment = try #require(scene.member("deployments").array?.first)
            let arguments = try #require(deployment["arguments"]?.array)
            var holders = RoleHolders()
            for log in try #require(deployment["logs"]?.array) {
                let topics = try #require(log["topics"]?.array).compactMap(\.string)
                guard topics.count == 4, topics[0].hasPrefix("0x2f878811") else { continue }
                let account = try #require(Address(word: try Hash32(hex: topics[2])))
                holders.grant(try Hash32(hex: topics[1]), to: account)
            }
            func expected(_ index: Int) -> [String] {
                (arguments[index].array ?? []).compactMap(\.string)
            }
            #expect(
                holders.holders(of: TimelockController.proposerRole).map(\.hex) == expected(1))
            #expect(
                holders.holders(of: TimelockController.cancellerRole).map(\.hex) == expected(1))
            #expect(
                holders.holders(of: TimelockController.executorRole).map(\.hex) == expected(2))
        }
    }

    private static func change(_ list: inout OwnerList, by data: Bytes) throws {
        if let call = try? Safe.AddOwnerWithThreshold(calldata: data) {
            _ = try list.add(call.owner, threshold: call.threshold)
        } else if let call = try? Safe.RemoveOwner(calldata: data) {
            _ = try list.remove(call.owner, threshold: call.threshold)
        } else if let call = try? Safe.SwapOwner(calldata: data) {
            _ = try list.swap(call.oldOwner, for: call.newOwner)
        } else if let call = try? Safe.ChangeThreshold(calldata: data) {
            _ = try list.change(threshold: call.argument)
        }
    }

    private func list(of item: FixtureCase) throws -> OwnerList {
        let owners = try #require(item.member("owners").array).compactMap(\.string)
        return OwnerList(
            try owners.map { try Address(hex: $0) },
            threshold: try UInt256(decimal: item.string("threshold")),
            of: try Address(hex: item.string("safe")))
    }
}
