public import Authorization

extension ChainView {
    /// Asks for a boot again and again until it is allowed, at both heights: for release gates.
    ///
    /// - Parameters:
    ///   - request: The boot.
    ///   - interval: How long to wait between two questions.
    ///   - deadline: When to give up; nil for never.
    ///   - report: Gets each answer that differs from the one before: what is still missing.
    /// - Returns: The last answer; it is an allow unless the deadline passed.
    public func waitUntilAllowed(
        _ request: BootRequest, every interval: Duration = .seconds(1),
        until deadline: ContinuousClock.Instant? = nil, report: (Decided) -> Void
    ) async -> Decided {
        var last: BootDecision?
        while true {
            let decided = await decide(request)
            if decided.decision != last { report(decided) }
            last = decided.decision
            if decided.decision.isAllowed { return decided }
            if let deadline, ContinuousClock.now + interval > deadline { return decided }
            do { try await Task.sleep(for: interval) } catch { return decided }
        }
    }
}
