import Chain
import Codec
import Contracts
import Cryptography
public import Primitives

/// Folds a history's events, in the order of the chain, into the changes of policy.
public struct Timeline: Sendable {
    /// The changes so far.
    public private(set) var entries: [TimelineEntry] = []

    private let timelock: Address
    private let safe: Address
    private var scheduled: [Hash32: (time: Timestamp, transaction: Hash32)] = [:]
    private var approvals: [Hash32: (hash: Hash32, signers: [Address])] = [:]
    private var executing: [Hash32: Hash32] = [:]

    /// A timeline of a deployment.
    public init(timelock: Address, safe: Address) {
        self.timelock = timelock
        self.safe = safe
    }

    /// The changes that `events` tell.
    ///
    /// The operation of a change is told by its CallExecuted, which follows the change in the same
    /// transaction: so the transaction's operations are collected first.
    public static func of(
        _ events: [HistoryEvent], timelock: Address, safe: Address
    ) -> [TimelineEntry] {
        var timeline = Timeline(timelock: timelock, safe: safe)
        for event in events { timeline.collect(event) }
        for event in events { timeline.apply(event) }
        return timeline.entries
    }

    private mutating func collect(_ event: HistoryEvent) {
        let log = event.log
        if log.address == timelock {
            if let call = try? TimelockController.CallScheduled(topics: log.topics, data: log.data)
            {
                scheduled[call.operationID] = (event.time, event.transaction)
            } else if let call = try? TimelockController.CallExecuted(
                topics: log.topics, data: log.data)
            {
                executing[event.transaction] = call.operationID
            }
        } else if log.address == safe,
            let success = try? Safe.ExecutionSuccess(topics: log.topics, data: log.data)
        {
            approvals[event.transaction] = (
                success.txHash, Timeline.signers(of: success.txHash, in: event.calldata)
            )
        }
    }

    private mutating func apply(_ event: HistoryEvent) {
        guard
            let change = try? DstackPolicy.Changed(
                topics: event.log.topics, data: event.log.data)
        else { return }
        entries.append(
            TimelineEntry(
                block: event.block, time: event.time, transaction: event.transaction,
                executor: event.sender, contract: event.log.address,
                policy: change.known?.rawValue ?? change.policy.hex, value: change.value,
                isEnabled: change.enabled, passage: passage(of: event)))
    }

    private func passage(of event: HistoryEvent) -> TimelineEntry.Passage? {
        guard let id = executing[event.transaction], let beginning = scheduled[id] else {
            return nil
        }
        let approval = approvals[beginning.transaction]
        let waited = event.time.seconds.subtractingReportingOverflow(beginning.time.seconds)
        return TimelineEntry.Passage(
            operation: id, scheduled: beginning.time,
            waited: waited.overflow ? 0 : waited.partialValue,
            safeTransaction: approval?.hash, signers: approval?.signers ?? [])
    }

    /// The owners whose ECDSA signatures an execTransaction carries. Nobody's secret is needed.
    private static func signers(of hash: Hash32, in calldata: Bytes) -> [Address] {
        guard let call = try? Safe.ExecTransaction(calldata: calldata) else { return [] }
        var signers: [Address] = []
        var offset = 0
        while offset + 65 <= call.signatures.count {
            let record = call.signatures.slice(offset..<(offset + 65))
            if let signature = try? Signature(expanding: record),
                let signer = try? Secp256k1.recoverAddress(
                    digest: hash, signature: signature, strictness: .anyS)
            {
                signers.append(signer)
            }
            offset += 65
        }
        return signers
    }
}
