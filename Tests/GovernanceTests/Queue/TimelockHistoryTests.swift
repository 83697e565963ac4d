import Chain
import Codec
import Contracts
import Governance
import Primitives
import TestSupport
import Testing

@Suite("History of a timelock")
struct TimelockHistoryTests {
    private let kms = Address(literal: 0x1111_1111_1111_1111_1111_1111_1111_1111_1111_1111)
    private let account = Address(literal: 0x2222_2222_2222_2222_2222_2222_2222_2222_2222_2222)

    private func record(
        _ topics: [Hash32], _ data: Bytes, at time: UInt64, in transaction: UInt64 = 1
    ) throws -> TimelockRecord {
        TimelockRecord(
            log: Log(address: kms, topics: try #require(LogTopics(topics)), data: data),
            time: Timestamp(seconds: time), transaction: Hash32(UInt256(transaction)))
    }

    /// The words of CallScheduled's data.
    private func scheduled(
        _ id: Hash32, index: UInt64 = 0, call: TimelockOperation.Call, at time: UInt64,
        in transaction: UInt64 = 1
    ) throws -> TimelockRecord {
        let padding = Bytes(repeating: 0, count: (32 - call.data.count % 32) % 32)
        let words: [Bytes] = [
            call.target.word.bytes, Hash32(call.value.number).bytes, Hash32(UInt256(160)).bytes,
            Hash32.zero.bytes, Hash32(UInt256(3600)).bytes,
            Hash32(UInt256(UInt64(call.data.count))).bytes, call.data, padding,
        ]
        return try record(
            [TimelockController.CallScheduled.id.topic, id, Hash32(UInt256(index))],
            Bytes.joining(words), at: time, in: transaction)
    }

    private func salt(_ id: Hash32, _ salt: Hash32) throws -> TimelockRecord {
        try record([TimelockController.CallSalt.id.topic, id], salt.bytes, at: 100)
    }

    private var call: TimelockOperation.Call {
        TimelockOperation.Call(
            target: kms, data: DstackKms.AddOsImageHash(Hash32(UInt256(7))).calldata)
    }

    @Test("one call with its salt is rebuilt, and hashes to its id")
    func single() throws {
        let operation = TimelockOperation(calls: [call], salt: Hash32(UInt256(5)))
        let history = TimelockHistory([
            try scheduled(operation.id, call: call, at: 100),
            try salt(operation.id, operation.salt),
        ])
        let found = try #require(history.operation(operation.id))
        #expect(found.form == .single && found.executeData == operation.executeData)
        #expect(found.readyAt == Timestamp(seconds: 3700) && history.pending == [found])
        #expect(found.touches(kms) && !found.touches(account))
    }

    @Test("calls whose salt is missing hash to nothing, and are not trusted")
    func unknownSalt() throws {
        let operation = TimelockOperation(calls: [call], salt: Hash32(UInt256(5)))
        let history = TimelockHistory([try scheduled(operation.id, call: call, at: 100)])
        #expect(history.operation(operation.id)?.form == nil)
        #expect(history.operation(operation.id)?.executeData == nil)
    }

    @Test("a batch of one is told from a single call by its id")
    func batchOfOne() throws {
        let id = TimelockController.operationID(
            of: TimelockController.HashOperationBatch(
                targets: [kms], values: [.zero], payloads: [call.data], predecessor: .zero,
                salt: .zero))
        let history = TimelockHistory([try scheduled(id, call: call, at: 100)])
        #expect(history.operation(id)?.form == .batch)
    }

    @Test("a batch is one operation, and one that is scheduled again after a cancel is another")
    func batchAndAgain() throws {
        let calls = [call, TimelockOperation.Call(target: account, data: Bytes([1, 2, 3, 4]))]
        let operation = TimelockOperation(calls: calls, salt: .zero)
        func schedule(at time: UInt64, in transaction: UInt64) throws -> [TimelockRecord] {
            try calls.enumerated().map { index, call in
                try scheduled(
                    operation.id, index: UInt64(index), call: call, at: time, in: transaction)
            }
        }
        let cancelled = try record(
            [TimelockController.Cancelled.id.topic, operation.id], Bytes(), at: 150, in: 2)
        let history = TimelockHistory(
            try schedule(at: 100, in: 1) + [cancelled] + schedule(at: 200, in: 3))
        #expect(history.operations.map(\.end) == [.cancelled, nil])
        #expect(history.pending.first?.calls == calls && history.pending.first?.form == .batch)
        #expect(history.pending.first?.scheduled.time == Timestamp(seconds: 200))
    }

    @Test("roles are who was granted and not revoked")
    func roles() throws {
        func change(_ topic: Hash32, _ who: Address) throws -> TimelockRecord {
            try record(
                [topic, TimelockController.proposerRole, who.word, kms.word], Bytes(), at: 1)
        }
        let history = TimelockHistory([
            try change(AccessControl.RoleGranted.id.topic, account),
            try change(AccessControl.RoleGranted.id.topic, kms),
            try change(AccessControl.RoleRevoked.id.topic, account),
        ])
        #expect(history.roles.holders(of: TimelockController.proposerRole) == [kms])
        #expect(history.roles.holders(of: TimelockController.executorRole).isEmpty)
    }

    @Test("a log of another form is kept apart")
    func unreadable() throws {
        let history = TimelockHistory([
            try record([TimelockController.CallScheduled.id.topic], Bytes([1]), at: 1)
        ])
        #expect(history.operations.isEmpty && history.unreadable.count == 1)
    }
}

@Suite("Order of a Safe's transactions")
struct NonceOrderTests {
    private func entry(_ name: String, _ nonce: UInt64, _ digest: UInt64) -> NonceOrder.Entry {
        NonceOrder.Entry(name: name, nonce: UInt256(nonce), digest: Hash32(UInt256(digest)))
    }

    @Test("transactions one after the other have neither conflicts nor gaps")
    func inOrder() {
        let order = NonceOrder([entry("b", 4, 2), entry("a", 3, 1), entry("old", 2, 9)], next: 3)
        #expect(order.waiting.map(\.name) == ["a", "b"] && order.used.map(\.name) == ["old"])
        #expect(order.conflicts.isEmpty && order.gaps.isEmpty)
    }

    @Test("two transactions of one nonce conflict; one transaction in two files does not")
    func conflicts() {
        let order = NonceOrder([entry("a", 3, 1), entry("b", 3, 2)], next: 3)
        #expect(order.conflicts.map { $0.map(\.name) } == [["a", "b"]])
        #expect(NonceOrder([entry("a", 3, 1), entry("copy", 3, 1)], next: 3).conflicts.isEmpty)
    }

    @Test("gaps are told, and the greatest nonce does not overflow")
    func gaps() {
        let order = NonceOrder([entry("a", 5, 1), entry("b", 8, 2)], next: 3)
        #expect(order.gaps.map { [$0.first, $0.last] } == [[3, 4], [6, 7]])
        let last = NonceOrder.Entry(name: "z", nonce: .max, digest: .zero)
        #expect(NonceOrder([last], next: .max).gaps.isEmpty)
    }
}
