import Authorization
import Synchronization

/// What a service counts since its start.
final class ServiceMetrics: Sendable {
    private struct Answer: Hashable {
        let kind: BootRequest.Kind
        let isAllowed: Bool
        let code: DecisionCode

        /// The order of samples.
        var name: String {
            "\(kind.rawValue) \(isAllowed ? "allow" : "deny") \(code.rawValue)"
        }
    }

    private struct Counts {
        var decisions: [Answer: UInt64] = [:]
        var refusals: [String: UInt64] = [:]
        var differences: [String: UInt64] = [:]
        var microseconds: UInt64 = 0
        var buckets = [UInt64](repeating: 0, count: ServiceMetrics.bounds.count + 1)
        var withoutRecord: UInt64 = 0
    }

    /// Upper bounds of the durations' buckets, in microseconds.
    private static let bounds: [UInt64] = [
        250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000, 5_000_000,
    ]

    private let counts = Mutex(Counts())

    /// Counts an answer by its outcome and rule.
    func count(_ decision: BootDecision, kind: BootRequest.Kind, took duration: Duration) {
        let answer = Answer(kind: kind, isAllowed: decision.isAllowed, code: decision.code)
        let parts = duration.components
        let microseconds =
            UInt64(max(0, parts.seconds)) * 1_000_000
            + UInt64(max(0, parts.attoseconds)) / 1_000_000_000_000
        let bucket =
            ServiceMetrics.bounds.firstIndex { microseconds <= $0 } ?? ServiceMetrics.bounds.count
        counts.withLock { counts in
            counts.decisions[answer, default: 0] += 1
            counts.microseconds += microseconds
            counts.buckets[bucket] += 1
        }
    }

    /// Counts a body that was none.
    func count(refused rule: String) {
        counts.withLock { $0.refusals[rule, default: 0] += 1 }
    }

    /// Counts an answer that the other webhook gave otherwise.
    func count(difference: String) {
        counts.withLock { $0.differences[difference, default: 0] += 1 }
    }

    /// Counts an allow that could not be recorded, and was therefore none.
    func countWithoutRecord() { counts.withLock { $0.withoutRecord += 1 } }

    var lines: [MetricLine] {
        let counts = counts.withLock { $0 }
        var lines: [MetricLine] = []
        for (answer, count) in counts.decisions.sorted(by: { $0.key.name < $1.key.name }) {
            lines.append(
                MetricLine(
                    "authd_decisions_total", count,
                    [
                        ("kind", answer.kind.rawValue),
                        ("outcome", answer.isAllowed ? "allow" : "deny"),
                        ("code", answer.code.rawValue),
                    ]))
        }
        for (rule, count) in counts.refusals.sorted(by: { $0.key < $1.key }) {
            lines.append(MetricLine("authd_refused_requests_total", count, [("code", rule)]))
        }
        for (what, count) in counts.differences.sorted(by: { $0.key < $1.key }) {
            lines.append(MetricLine("authd_shadow_differences_total", count, [("what", what)]))
        }
        lines.append(MetricLine("authd_allows_without_record_total", counts.withoutRecord))
        var sum: UInt64 = 0
        for (index, count) in counts.buckets.enumerated() {
            sum += count
            let bound =
                index < ServiceMetrics.bounds.count
                ? String(Double(ServiceMetrics.bounds[index]) / 1e6) : "+Inf"
            lines.append(
                MetricLine("authd_decision_seconds_bucket_total", sum, [("le", bound)]))
        }
        lines.append(
            MetricLine("authd_decision_seconds_total", Double(counts.microseconds) / 1e6))
        return lines
    }
}
