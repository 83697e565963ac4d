import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Calls, logs and reverts of DstackKms and DstackApp are read as they happened")
struct DstackCallTests {
    /// Functions that documents name and no contract has.
    private static let absent: Set = [
        "setAdmin(address)", "setKms(address)", "upgradeTo(address)", "addMeasurement(bytes32)",
        "isAuthorized(bytes32)", "implementation()",
    ]

    @Test("Every call decodes to its function and arguments, and encodes to its calldata again")
    func calls() throws {
        let cases = try Fixtures.cases("dstack/calls.jsonl")
        #expect(cases.count == 140)
        var steps = 0
        for entry in cases {
            for step in try entry.member("steps").array ?? [] {
                steps += 1
                let data = try ContractFixtures.bytes(step["data"])
                let signature = try #require(step["function"]?.string)
                guard !signature.isEmpty, !Self.absent.contains(signature) else {
                    #expect(KnownContracts.decodeCall(data) == nil, "\(entry.id)")
                    continue
                }
                let call = try #require(KnownContracts.decodeCall(data), "\(entry.id)")
                #expect(call.function.signature == signature, "\(entry.id)")
                #expect(
                    FixtureValue.array(call.arguments.map(ContractFixtures.fixture))
                        == step["arguments"], "\(entry.id)")
                #expect(try call.function.encodeCall(call.arguments) == data, "\(entry.id)")
                #expect(try ContractFixtures.rewritten(data) == data, "\(entry.id)")
                let output = try ContractFixtures.bytes(step["output"])
                if step["success"]?.bool == true {
                    let values = try call.function.decodeReturn(output)
                    #expect(try call.function.encodeReturn(values) == output, "\(entry.id)")
                } else {
                    try checkRevert(output, step["error"]?.string, entry.id)
                }
            }
        }
        #expect(steps == 298)
    }

    @Test("Every log of those histories decodes, at run time and typed")
    func logs() throws {
        var logs = 0
        for entry in try Fixtures.cases("dstack/calls.jsonl") {
            for step in try entry.member("steps").array ?? [] {
                for log in step["logs"]?.array ?? [] {
                    logs += 1
                    try checkLog(log, entry.id)
                }
            }
        }
        #expect(logs == 290)
        let scenes = try Fixtures.cases("dstack/scenes.jsonl")
        #expect(scenes.count == 4)
        for entry in scenes {
            for deployment in try entry.member("deployments").array ?? [] {
                for log in deployment["logs"]?.array ?? [] { try checkLog(log, entry.id) }
            }
        }
    }

    @Test("Every distinct event says its arguments")
    func events() throws {
        let cases = try Fixtures.cases("dstack/events.jsonl")
        #expect(cases.count == 121)
        for entry in cases {
            let topics = try ContractFixtures.topics(entry.value)
            let data = try ContractFixtures.bytes(entry.value["data"])
            let log = try #require(KnownContracts.decodeLog(topics: topics, data: data))
            #expect(log.event.signature == (try entry.string("event")), "\(entry.id)")
            #expect(
                log.event.inputs.map { FixtureValue.bool($0.isIndexed) }
                    == (try entry.member("indexed").array))
            let values = try log.values.map { try #require($0.value) }
            #expect(
                FixtureValue.array(values.map(ContractFixtures.fixture))
                    == (try entry.member("arguments")), "\(entry.id)")
            #expect(try ContractFixtures.reads(topics: topics, data: data), "\(entry.id)")
            if let change = try? DstackPolicy.Changed(topics: topics, data: data) {
                #expect(change.known != nil, "\(entry.id)")
                #expect(values[3] == .bool(change.enabled))
            }
        }
    }

    @Test("Every decision's question and answer are read, typed")
    func decisions() throws {
        let cases = try Fixtures.cases("dstack/decisions.jsonl")
        #expect(cases.count == 614)
        for entry in cases {
            let boot = try bootInfo(try entry.member("bootInfo"))
            let data = try ContractFixtures.bytes(entry.value["data"])
            if try entry.string("kind") == "kms" {
                #expect(DstackKms.IsKmsAllowed(boot).calldata == data, "\(entry.id)")
                #expect(try DstackKms.IsKmsAllowed(calldata: data).argument == boot)
            } else {
                #expect(AppAuth.IsAppAllowed(boot).calldata == data, "\(entry.id)")
                #expect(try AppAuth.IsAppAllowed(calldata: data).argument == boot)
            }
            let output = try ContractFixtures.bytes(entry.value["output"])
            guard let isAllowed = entry.value["isAllowed"]?.bool else { continue }
            let verdict = try AppAuth.IsAppAllowed.decodeReturn(output, rules: BootVerdict.rules)
            #expect(verdict.isAllowed == isAllowed, "\(entry.id)")
            #expect(verdict.reason == (try entry.string("reason")), "\(entry.id)")
        }
    }

    private func bootInfo(_ value: FixtureValue) throws -> AppBootInfo {
        AppBootInfo(
            appID: try ContractFixtures.address(value["appId"]),
            composeHash: try ContractFixtures.hash(value["composeHash"]),
            instanceID: try ContractFixtures.address(value["instanceId"]),
            deviceID: try ContractFixtures.hash(value["deviceId"]),
            mrAggregated: try ContractFixtures.hash(value["mrAggregated"]),
            mrSystem: try ContractFixtures.hash(value["mrSystem"]),
            osImageHash: try ContractFixtures.hash(value["osImageHash"]),
            tcbStatus: try #require(value["tcbStatus"]?.string),
            advisoryIDs: (value["advisoryIds"]?.array ?? []).compactMap(\.string))
    }

    private func checkLog(_ log: FixtureValue, _ id: String) throws {
        let topics = try ContractFixtures.topics(log)
        let data = try ContractFixtures.bytes(log["data"])
        let decoded = try #require(
            KnownContracts.decodeLog(topics: topics, data: data), "\(id)")
        let values = try decoded.values.map { try #require($0.value) }
        #expect(try decoded.event.topics(of: values) == topics, "\(id)")
        #expect(try decoded.event.data(of: values) == data, "\(id)")
        #expect(try ContractFixtures.reads(topics: topics, data: data), "\(id)")
    }

    private func checkRevert(_ output: Bytes, _ error: String?, _ id: String) throws {
        switch KnownContracts.decodeError(output) {
        case .empty: #expect(error == "", "\(id)")
        case .reason(let reason): #expect(error == reason, "\(id)")
        case .custom(let declaration, let values):
            let arguments = values.map {
                ContractFixtures.fixture($0).string ?? ""
            }
            #expect(
                error == declaration.name + "(" + arguments.joined(separator: ",") + ")", "\(id)")
            #expect(try ContractFixtures.rewritten(revertData: output) == output, "\(id)")
        case .panic, .unreadable: Issue.record("\(id): \(error ?? "")")
        }
    }
}
