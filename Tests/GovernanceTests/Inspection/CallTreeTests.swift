import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Calls within calls")
struct CallTreeTests {
    @Test("a batch makes the calls that the library makes on chain, or is told as malformed")
    func batches() throws {
        var count = 0
        for item in try Fixtures.cases("safe/multisend.jsonl") {
            let safe = try Address(hex: item.string("safe"))
            let tree = CallTree.reading(
                caller: safe, target: try Address(hex: item.string("libraryAddress")),
                data: try Bytes(hex: item.string("data")), operation: .delegateCall)
            let findings = CallInspection(tree).findings.map(\.lint)
            guard item.value["valid"]?.bool == true else {
                #expect(findings.contains(.malformedBatch), "\(item.id)")
                continue
            }
            #expect(!findings.contains(.malformedBatch), "\(item.id)")
            let calls = try #require(item.member("calls").array)
            #expect(tree.children.count == calls.count, "\(item.id)")
            for (child, call) in zip(tree.children, calls) {
                #expect(child.data.hex == call["data"]?.string, "\(item.id)")
                #expect(child.caller == safe, "\(item.id)")
                guard child.target != safe else { continue }
                #expect(
                    child.target == (try Address(hex: call["to"]?.string ?? "")), "\(item.id)")
            }
            count += 1
        }
        #expect(count > 40)
    }

    @Test("operation ids and hashes of whole histories on chain, read from their calldata")
    func histories() throws {
        var ids = 0
        for history in try Fixtures.cases("timelock/governance.jsonl") {
            let chain = ChainID(try UInt256(decimal: history.string("chainId")))
            let version = try #require(SafeVersion(history.string("version")))
            for step in try #require(history.member("steps").array) {
                let target = try Address(hex: step["to"]?.string ?? "")
                let data = try Bytes(hex: step["data"]?.string ?? "")
                let tree = CallTree.reading(caller: nil, target: target, data: data)
                let found = CallInspection(tree).operations.map(\.id.hex)
                if let id = step["operationId"]?.string {
                    #expect(found.contains(id), "\(history.id)")
                    ids += 1
                }
                guard let hash = step["safeTxHash"]?.string, let nonce = step["nonce"]?.string
                else {
                    continue
                }
                let call = try Safe.ExecTransaction(calldata: data)
                let transaction = SafeTransaction(call, nonce: try UInt256(decimal: nonce))
                let inspection = Inspection(
                    transaction, chainID: chain, safe: target, version: version)
                #expect(inspection.hashes.digest.hex == hash, "\(history.id)")
            }
        }
        #expect(ids > 10)
    }

    @Test("ether within a schedule is shown, with the id of the call that has it")
    func valueWithinSchedule() throws {
        let kms = try Address(hex: "0x1111111111111111111111111111111111111111")
        let image = try Hash32(
            hex: "0xe23f637f2908d366aeef006d604d128a521b1cc5e1cffe385053a5c2b9cceaee")
        let schedule = TimelockController.Schedule(
            target: kms, value: Wei(try UInt256(decimal: "1000000000000000000")),
            data: DstackKms.AddOsImageHash(image).calldata, predecessor: .zero,
            salt: try Hash32(
                hex: "0xe23f637f2908d366aeef006d604d128a521b1cc5e1cffe385053a5c2b9cceaee"),
            delay: 172_800)
        let inspection = CallInspection(
            CallTree.reading(caller: nil, target: kms, data: schedule.calldata))
        #expect(
            inspection.operations.first?.id.hex
                == "0x296e55337bd8aa515f8dc2e3606b1fa00a4a38169667295546a05382994a41f5")
        #expect(inspection.effects.first?.sentence.hasSuffix("and send 1 ether") == true)
        #expect(inspection.findings.first?.lint == .value)
        #expect(
            inspection.changes.map(\.after) == ["the block's time and 172800 seconds", "true"])
    }

    @Test("every prefix and every changed byte of calldata is read without a trap")
    func damaged() throws {
        let item = try #require(Fixtures.cases("timelock/governance.jsonl").first)
        let steps = try #require(item.member("steps").array)
        var random = SeededRandom(seed: 10)
        for step in steps.prefix(8) {
            let data = try Bytes(hex: step["data"]?.string ?? "")
            for _ in 0..<60 {
                var bytes = [UInt8](data)
                guard let index = bytes.indices.randomElement(using: &random) else { continue }
                bytes[index] ^= UInt8.random(in: 1...255, using: &random)
                let cut = Int.random(in: 0...bytes.count, using: &random)
                for damaged in [Bytes(bytes), data.slice(0..<cut)] {
                    let tree = CallTree.reading(caller: nil, target: .zero, data: damaged)
                    #expect(CallInspection(tree).effects.isEmpty == false)
                }
            }
        }
    }

    @Test("what a chain, a file or a service says reaches nobody's screen unescaped")
    func escaped() {
        let name = "x\u{202E}\u{1b}[31mevil\u{0}"
        let tree = CallTree.reading(
            caller: nil, target: .zero, data: DstackKms.SetGatewayAppId(name).calldata)
        let inspection = CallInspection(tree)
        let texts =
            inspection.effects.flatMap { [$0.sentence, $0.call] } + inspection.changes.map(\.after)
        for text in texts {
            #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "\(text)")
        }
    }
}
