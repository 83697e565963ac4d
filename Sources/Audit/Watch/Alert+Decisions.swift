public import Primitives

extension Alert {
    /// The alert that keys went where the history does not explain it; nil for a finding of another
    /// kind.
    public init?(_ finding: ReleaseFinding) {
        guard finding.isDisagreement else { return nil }
        let first = finding.uses.first
        self.init(
            id: "decision-log:\(finding.kind.rawValue):\(Alert.name(of: finding))",
            kind: .decisionLog, time: first.time, entry: nil, operation: nil,
            text: "keys released, \(finding.kind.rawValue): \(finding.subject), from record "
                + "\(first.index) on")
    }

    /// The alert that a log is not what was signed.
    ///
    /// - Parameters:
    ///   - fault: What is wrong.
    ///   - verified: How many records were verified before; the same fault is told once, and
    ///     another one behind further records is another alert.
    ///   - time: When it was found.
    public init(logFault fault: String, behind verified: UInt64, at time: Timestamp) {
        self.init(
            id: "decision-log:refuted:\(verified)", kind: .decisionLog, time: time, entry: nil,
            operation: nil, text: "the log of decisions is not what was signed: \(fault)")
    }

    /// Names a finding by what it is about, whichever of its records was read first.
    private static func name(of finding: ReleaseFinding) -> String {
        let begin = finding.grant.map { "\($0.begin.block):\($0.begin.place)" } ?? ""
        let parts = [finding.contract?.hex ?? "", finding.subject, begin]
        return Keccak256.hash(Bytes(utf8: parts.joined(separator: "\n"))).hex
    }
}
