/// How patient and how strict a client is.
public struct ClientOptions: Sendable {
    /// How long one attempt may take, from its first byte to its last.
    public var attemptTimeout: Duration
    /// The moment after which nothing is tried any more, for all calls of this client together.
    public var deadline: ContinuousClock.Instant?
    /// Which faults are tried again, and when.
    public var retry: RetryPolicy
    /// Whether quantities may have leading zeros and upper-case digits. The execution APIs forbid
    /// both.
    public var acceptsLooseQuantities: Bool

    /// Options of your own; by default ten seconds an attempt, three attempts, strict.
    public init(
        attemptTimeout: Duration = .seconds(10), deadline: ContinuousClock.Instant? = nil,
        retry: RetryPolicy = .standard, acceptsLooseQuantities: Bool = false
    ) {
        self.attemptTimeout = attemptTimeout
        self.deadline = deadline
        self.retry = retry
        self.acceptsLooseQuantities = acceptsLooseQuantities
    }

    /// The deadline of an attempt that begins at `now`.
    func attemptDeadline(from now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let attempt = now.advanced(by: attemptTimeout)
        return deadline.map { min($0, attempt) } ?? attempt
    }
}
