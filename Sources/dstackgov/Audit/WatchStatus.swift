import Audit
import Primitives
import Synchronization

/// What a watch tells Prometheus, in its text format (version 0.0.4).
final class WatchStatus: Sendable {
    private struct Numbers {
        var block: UInt64 = 0
        var blockTime: UInt64 = 0
        var syncTime: UInt64 = 0
        var alerts: [Alert.Kind: UInt64] = [:]
        var open: [Alert.Kind: UInt64] = [:]
        var delivered: [String: UInt64] = [:]
        var failed: [String: UInt64] = [:]
        var pending: [String: UInt64] = [:]
        var syncFailures: UInt64 = 0
        var records: UInt64 = 0
    }

    private let numbers = Mutex(Numbers())

    /// Notes that the chain was followed up to a block.
    func followed(to block: BlockNumber, time: Timestamp, at now: Timestamp) {
        numbers.withLock {
            $0.block = block.value
            $0.blockTime = time.seconds
            $0.syncTime = now.seconds
        }
    }

    /// Notes that the chain could not be followed.
    func failed() { numbers.withLock { $0.syncFailures += 1 } }

    /// Notes how many records of the log of decisions were read since the start.
    func read(records: UInt64) { numbers.withLock { $0.records = records } }

    /// Notes new alerts, and what stands open.
    func noted(_ alerts: [Alert], open: [Alert]) {
        numbers.withLock {
            for alert in alerts { $0.alerts[alert.kind, default: 0] += 1 }
            $0.open = [:]
            for alert in open { $0.open[alert.kind, default: 0] += 1 }
        }
    }

    /// Notes what a channel took, and what is left.
    func delivered(_ count: UInt64, pending: UInt64, isFailed: Bool, to channel: String) {
        numbers.withLock {
            $0.delivered[channel, default: 0] += count
            $0.failed[channel, default: 0] += isFailed ? 1 : 0
            $0.pending[channel] = pending
        }
    }

    /// The metrics.
    var metrics: String {
        let numbers = numbers.withLock { $0 }
        var text = ""
        func family(_ name: String, _ type: String, _ help: String, _ lines: [(String, UInt64)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
            for (labels, value) in lines { text += "\(name)\(labels) \(value)\n" }
        }
        func kinds(_ counts: [Alert.Kind: UInt64]) -> [(String, UInt64)] {
            Alert.Kind.allCases.map { ("{kind=\"\($0.rawValue)\"}", counts[$0] ?? 0) }
        }
        func channels(_ counts: [String: UInt64]) -> [(String, UInt64)] {
            counts.sorted { $0.key < $1.key }.map { ("{channel=\"\($0.key)\"}", $0.value) }
        }
        family(
            "dstackgov_watch_block", "gauge", "The last block that was followed.",
            [("", numbers.block)])
        family(
            "dstackgov_watch_block_time_seconds", "gauge", "The time of that block.",
            [("", numbers.blockTime)])
        family(
            "dstackgov_watch_followed_time_seconds", "gauge",
            "When the chain was followed last, by the machine's clock.", [("", numbers.syncTime)])
        family(
            "dstackgov_watch_chain_failures_total", "counter",
            "How often the chain could not be followed.", [("", numbers.syncFailures)])
        family(
            "dstackgov_watch_log_records_total", "counter",
            "Records of the log of decisions that were read since the start.",
            [("", numbers.records)])
        family(
            "dstackgov_watch_alerts_total", "counter", "Alerts since the start, by kind.",
            kinds(numbers.alerts))
        family(
            "dstackgov_watch_open", "gauge", "What stands open and is not acknowledged, by kind.",
            kinds(numbers.open))
        family(
            "dstackgov_watch_delivered_total", "counter", "Notices delivered since the start.",
            channels(numbers.delivered))
        family(
            "dstackgov_watch_delivery_failures_total", "counter",
            "Deliveries that were not taken.", channels(numbers.failed))
        family(
            "dstackgov_watch_pending", "gauge", "Notices that wait for delivery.",
            channels(numbers.pending))
        return text
    }
}
