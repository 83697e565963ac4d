import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Timelock operations have the ids and calldata of the contract")
struct TimelockTests {
    @Test("Ids and calldata of single and batch operations")
    func operations() throws {
        let cases = try Fixtures.cases("timelock/operation-ids.jsonl")
        #expect(cases.count == 160)
        for entry in cases {
            let targets = try ContractFixtures.addresses(entry.value["targets"])
            let values = try (try entry.member("values").array ?? []).map {
                Wei(try ContractFixtures.number($0))
            }
            let payloads = try (try entry.member("payloads").array ?? []).map {
                try ContractFixtures.bytes($0)
            }
            let predecessor = try ContractFixtures.hash(entry.value["predecessor"])
            let salt = try ContractFixtures.hash(entry.value["salt"])
            let delay = try ContractFixtures.number(entry.value["delay"])
            let id = try ContractFixtures.hash(entry.value["operationId"])
            let scheduleData = try ContractFixtures.bytes(entry.value["scheduleData"])
            let executeData = try ContractFixtures.bytes(entry.value["executeData"])
            if try entry.string("kind") == "single" {
                let schedule = TimelockController.Schedule(
                    target: targets[0], value: values[0], data: payloads[0],
                    predecessor: predecessor, salt: salt, delay: delay)
                let execute = TimelockController.Execute(
                    target: targets[0], value: values[0], payload: payloads[0],
                    predecessor: predecessor, salt: salt)
                #expect(schedule.calldata == scheduleData, "\(entry.id)")
                #expect(execute.calldata == executeData, "\(entry.id)")
                #expect(TimelockController.operationID(of: schedule) == id, "\(entry.id)")
                #expect(TimelockController.operationID(of: execute) == id, "\(entry.id)")
                #expect(try TimelockController.Schedule(calldata: scheduleData) == schedule)
                #expect(try TimelockController.Execute(calldata: executeData) == execute)
            } else {
                let schedule = TimelockController.ScheduleBatch(
                    targets: targets, values: values, payloads: payloads,
                    predecessor: predecessor, salt: salt, delay: delay)
                let execute = TimelockController.ExecuteBatch(
                    targets: targets, values: values, payloads: payloads,
                    predecessor: predecessor, salt: salt)
                #expect(schedule.calldata == scheduleData, "\(entry.id)")
                #expect(execute.calldata == executeData, "\(entry.id)")
                #expect(TimelockController.operationID(of: schedule) == id, "\(entry.id)")
                #expect(TimelockController.operationID(of: execute) == id, "\(entry.id)")
                #expect(try TimelockController.ScheduleBatch(calldata: scheduleData) == schedule)
                #expect(try TimelockController.ExecuteBatch(calldata: executeData) == execute)
            }
        }
    }

    @Test("Role ids are the hashes of their names")
    func roles() {
        for role in [
            TimelockController.proposerRole, TimelockController.executorRole,
            TimelockController.cancellerRole, TimelockController.timelockAdminRole,
        ] {
            let name = TimelockController.roleName(role) ?? ""
            #expect(Keccak256.hash(utf8: name) == role)
        }
        #expect(TimelockController.roleName(.zero) == "DEFAULT_ADMIN_ROLE")
    }

    @Test("A timestamp is a state at a time; sets of states are read from their bits")
    func states() throws {
        #expect(OperationState(timestamp: 0, at: 100) == .unset)
        #expect(OperationState(timestamp: 1, at: 100) == .done)
        #expect(OperationState(timestamp: 100, at: 100) == .ready)
        #expect(OperationState(timestamp: 101, at: 100) == .waiting)
        #expect(OperationState(timestamp: .max, at: .max) == .waiting)
        #expect(OperationStates(rawValue: 6).states == [.waiting, .ready])
        let error = TimelockController.TimelockUnexpectedOperationState(
            operationID: .zero, expectedStates: [.unset])
        let read = try TimelockController.TimelockUnexpectedOperationState(
            revertData: error.revertData)
        #expect(read.expectedStates.states == [.unset])
        #expect(throws: ABIError.self) {
            try TimelockController.GetOperationState.decodeReturn(
                Hash32(UInt256(4)).bytes)
        }
    }

    @Test(
        "What histories announce, withdraw and grant stands in the slots of the layout",
        arguments: [("states", 42), ("rules", 29)])
    func storage(file: String, count: Int) throws {
        let cases = try Fixtures.cases("timelock/\(file).jsonl")
        #expect(cases.count == count)
        var slots = 0
        for entry in cases {
            let history = try TimelockHistory(entry)
            for (timelock, expected) in history.slots {
                let stored = try entry.member("storage")[timelock]?.object ?? [:]
                for slot in expected { #expect(stored[slot.hex] != nil, "\(entry.id)") }
                slots += expected.count
            }
        }
        #expect(slots >= count)
    }

    @Test(
        "Every call and log of the histories is read, typed where it has a type",
        arguments: [("states", 42), ("rules", 29), ("governance", 3)])
    func histories(file: String, count: Int) throws {
        let cases = try Fixtures.cases("timelock/\(file).jsonl")
        #expect(cases.count == count)
        var logs = 0
        for entry in cases {
            for step in entry.value["steps"]?.array ?? [] {
                for log in step["logs"]?.array ?? [] {
                    let topics = try ContractFixtures.topics(log)
                    guard KnownContracts.interface.hasEvent(topics.first ?? .zero) else { continue }
                    let data = try ContractFixtures.bytes(log["data"])
                    #expect(KnownContracts.decodeLog(topics: topics, data: data) != nil)
                    #expect(try ContractFixtures.reads(topics: topics, data: data))
                    logs += 1
                }
                guard let data = step["data"]?.string, let calldata = try? Bytes(hex: data),
                    let call = KnownContracts.decodeCall(calldata)
                else { continue }
                #expect(try call.function.encodeCall(call.arguments) == calldata, "\(entry.id)")
                let hasNoType = call.function.name.hasPrefix("onERC")
                #expect(
                    try ContractFixtures.rewritten(calldata) == (hasNoType ? nil : calldata),
                    "\(entry.id)")
            }
        }
        #expect(logs > count)
    }
}

/// The slots that a history leaves filled, by timelock.
private struct TimelockHistory {
    private(set) var slots: [String: Set<Hash32>] = [:]

    init(_ entry: FixtureCase) throws {
        for step in try entry.member("steps").array ?? [] where step["success"]?.bool == true {
            guard let timelock = step["to"]?.string else { continue }
            let data = try ContractFixtures.bytes(step["data"])
            let layout = TimelockStorage.plain
            if let call = try? TimelockController.Schedule(calldata: data) {
                insert(layout.timestamp(TimelockController.operationID(of: call)), timelock)
            } else if let call = try? TimelockController.ScheduleBatch(calldata: data) {
                insert(layout.timestamp(TimelockController.operationID(of: call)), timelock)
            } else if let call = try? TimelockController.Cancel(calldata: data) {
                slots[timelock]?.remove(layout.timestamp(call.argument))
            } else if let call = try? AccessControl.GrantRole(calldata: data) {
                insert(layout.hasRole(call.role, call.account), timelock)
            } else if let call = try? AccessControl.RevokeRole(calldata: data) {
                slots[timelock]?.remove(layout.hasRole(call.role, call.account))
            } else if let call = try? AccessControl.RenounceRole(calldata: data) {
                slots[timelock]?.remove(layout.hasRole(call.role, call.callerConfirmation))
            }
        }
    }

    private mutating func insert(_ slot: Hash32, _ timelock: String) {
        slots[timelock, default: []].insert(slot)
    }
}
