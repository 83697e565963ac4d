public import Primitives

extension Alert {
    /// The alert that keys went where the history does not explain it; nil for a finding of another
    /// kind.
    public init?(_ finding: ReleaseFinding) {
        guard finding.isDisagreement else { return nil }
        let first = finding.uses.first
        self.init(
            id: "decision-log:\(finding.kind.rawValue):\(first.leaf.hex)", kind: .decisionLog,
            time: first.time, entry: nil, operation: nil,
            text: "keys released, \(finding.kind.rawValue): \(finding.subject), from record "
                + "\(first.index) on")
    }

    /// The alert that a log is not what was signed.
    ///
    /// - Parameters:
    ///   - fault: What is wrong.
    ///   - time: When it was found.
    public init(logFault fault: String, at time: Timestamp) {
        self.init(
            id: "decision-log:refuted", kind: .decisionLog, time: time, entry: nil,
            operation: nil, text: "the log of decisions is not what was signed: \(fault)")
    }
}
