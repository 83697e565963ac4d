import Audit
import Primitives

/// How far a synchronisation is, and how long it will take, by the clock that never goes back.
struct SyncProgress {
    private let first: BlockNumber
    private let last: BlockNumber
    private let begin = ContinuousClock.now

    init(first: BlockNumber, last: BlockNumber) {
        self.first = first
        self.last = last
    }

    /// One line after a step.
    func line(after step: Synchronizer.Step) -> String {
        switch step {
        case .rolledBack(let point):
            let place = point.map { "to block \($0.number)" } ?? "to the beginning"
            return "the chain was reorganised: back \(place)"
        case .page(let range, let logs):
            let done = range.upperBound.value - min(first.value, range.upperBound.value) + 1
            let all = max(last.value, range.upperBound.value) - min(first.value, last.value) + 1
            let elapsed = ContinuousClock.now - begin
            let seconds =
                Double(elapsed.components.seconds)
                + Double(elapsed.components.attoseconds) / 1e18
            let rate = seconds > 0 ? Double(done) / seconds : 0
            let left = rate > 0 ? UInt64(max(0, Double(all - min(done, all)) / rate)) : 0
            let percent = all > 0 ? done * 100 / all : 100
            return "block \(range.upperBound) of \(last), \(percent) %, \(logs) logs, "
                + "\(UInt64(rate)) blocks/s, \(SecondsSpan(seconds: left)) left"
        }
    }
}
