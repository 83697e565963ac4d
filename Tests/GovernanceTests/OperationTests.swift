import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Operations")
struct OperationTests {
    @Test("Ids and calldata of every operation of the corpus")
    func ids() throws {
        var count = 0
        for item in try Fixtures.cases("timelock/operation-ids.jsonl") {
            // Lists of different lengths have an id on chain, and can never be executed.
            guard let operation = try operation(of: item) else { continue }
            let isSingle = try item.string("kind") == "single"
            guard isSingle == (operation.calls.count == 1) else { continue }
            #expect(operation.id == (try Hash32(hex: item.string("operationId"))), "\(item.id)")
            if let text = item.value["delay"]?.string, let delay = UInt64(text),
                let data = item.value["scheduleData"]?.string
            {
                #expect(operation.scheduleData(delay: delay).hex == data, "\(item.id)")
                #expect(operation.executeData.hex == item.value["executeData"]?.string)
            }
            count += 1
        }
        #expect(count > 20)
    }

    @Test("An operation file is read back as it was, and its digest names it")
    func document() throws {
        let operation = try sample()
        let read = try Governance.Operation(document: Bytes(utf8: operation.document))
        #expect(read == operation)
        #expect(read.document == operation.document)
        #expect(read.digest == operation.digest)
        #expect(read.id == operation.id)
    }

    @Test(
        "A file with any change is refused by the rule it breaks, or is another operation",
        arguments: [
            ("\"format\": \"dstack-governance operation 1\"", "\"format\": \"x\"", "format"),
            ("\"action\": \"schedule\"", "\"action\": \"sign\"", "form"),
            ("\"action\": \"schedule\"", "\"action\": \"direct\"", "action"),
            ("\"purpose\"", "\"extra\": \"1\", \"purpose\"", "unknownMember"),
            ("\"nonce\": \"7\"", "\"nonce\": \"07\"", "form"),
            ("\"nonce\": \"7\"", "\"nonce\": 7", "form"),
            ("addOsImageHash(", "removeOsImageHash(", "meaning"),
            ("\"chainId\": \"31337\",", "", "missing"), ("{", "", "json"),
        ])
    func refused(found: String, replaced: String, rule: String) throws {
        let text = try sample().document
        let place = try #require(text.range(of: found))
        let changed = text.replacingCharacters(in: place, with: replaced)
        let error = #expect(throws: OperationError.self) {
            try Governance.Operation(document: Bytes(utf8: changed))
        }
        #expect(error?.rule.rawValue == rule)
    }

    @Test("Cancelling has the id of scheduling, and another transaction")
    func cancel() throws {
        let operation = try sample()
        var cancel = operation
        cancel.action = .cancel
        #expect(cancel.id == operation.id)
        #expect(try cancel.safeTransaction().data.count == 36)
        #expect(try cancel.safeHashes().digest != operation.safeHashes().digest)
    }

    private func sample() throws -> Governance.Operation {
        let hash = Keccak256.hash(utf8: "image")
        let kms = try Address(hex: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0")
        return Governance.Operation(
            chainID: 31337, action: .schedule, purpose: "a test",
            safe: Governance.Operation.SafeReference(
                address: try Address(hex: "0x12f051e0d79a35AEC5349038f5857CDDa27e1769"),
                version: .v141, nonce: 7),
            timelock: Governance.Operation.TimelockReference(
                address: try Address(hex: "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"),
                delay: 86_400, salt: Keccak256.hash(utf8: "salt")),
            calls: [
                TimelockOperation.Call(
                    target: kms, data: DstackKms.AddOsImageHash(hash).calldata)
            ])
    }

    private func operation(of item: FixtureCase) throws -> TimelockOperation? {
        func texts(_ name: String) throws -> [String] {
            try #require(item.member(name).array).compactMap(\.string)
        }
        let targets = try texts("targets")
        let values = try texts("values")
        let payloads = try texts("payloads")
        guard targets.count == values.count, values.count == payloads.count else {
            return nil
        }
        return TimelockOperation(
            calls: try targets.indices.map { index in
                TimelockOperation.Call(
                    target: try Address(hex: targets[index]),
                    value: Wei(try UInt256(decimal: values[index])),
                    data: try Bytes(hex: payloads[index]))
            }, predecessor: try Hash32(hex: item.string("predecessor")),
            salt: try Hash32(hex: item.string("salt")))
    }
}
