/// Which faults are tried again at the same provider, how often and after which pause: a pure
/// function of the error.
public struct RetryPolicy: Equatable, Sendable {
    /// How often a call is sent at most, the first time included.
    public var attempts: Int
    /// The pause before the second attempt; it doubles from then on.
    public var firstPause: Duration
    /// The longest pause, unless the server asks for more.
    public var longestPause: Duration
    /// The longest pause that a server may ask for: when it asks for more, nothing is tried again.
    /// Nil where whatever it asks for is done.
    public var longestRequest: Duration?

    /// A policy of your own.
    public init(
        attempts: Int, firstPause: Duration, longestPause: Duration,
        longestRequest: Duration? = nil
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.longestRequest = longestRequest
    }

    /// Three attempts, pauses of 0.2 s and 0.4 s.
    public static let standard = RetryPolicy(
        attempts: 3, firstPause: .milliseconds(200), longestPause: .seconds(5))
    /// One attempt.
    public static let never = RetryPolicy(attempts: 1, firstPause: .zero, longestPause: .zero)

    /// The pause before the next attempt; nil when there should be none.
    ///
    /// - Parameters:
    ///   - error: Why the last attempt failed.
    ///   - attempt: How many attempts were made, from 1.
    ///   - jitter: A random number from 0 to 1 that spreads clients over half of the pause.
    /// - Returns: The pause, at least what the server asked for.
    public func pause(after error: ClientError, attempt: Int, jitter: Double) -> Duration? {
        guard attempt < attempts, error.mayPassByItself else { return nil }
        let request = error.retryAfter ?? .zero
        if let longestRequest, request > longestRequest { return nil }
        var pause = firstPause
        for _ in 1..<max(attempt, 1) where pause < longestPause { pause *= 2 }
        pause = min(pause, longestPause)
        pause -= pause * min(max(jitter, 0), 1) / 2
        return max(pause, request)
    }
}

extension ClientError {
    /// Whether the same question to the same provider may be answered a moment later: true for
    /// networks, overload and rate limits, false for malformed answers and for refusals.
    public var mayPassByItself: Bool {
        switch cause {
        case .transport(let error):
            switch error.kind {
            case .connect, .deadline, .closed: true
            case .status(let status): status == 429 || status >= 500
            default: false
            }
        case .answer: false
        case .node(let error): error.fault == .rateLimited || error.fault == .unavailable
        case .exhausted(let errors): errors.contains(where: \.mayPassByItself)
        }
    }

    /// Whether another provider may answer what this one did not: everything that is not about the
    /// question itself.
    public var mayPassElsewhere: Bool {
        switch cause {
        case .transport(let error): error.kind != .cancelled
        case .answer: true
        case .node(let error):
            switch error.fault {
            case .rateLimited, .unavailable, .cannot, .notFound, .methodNotFound, .rangeTooLarge:
                true
            default: false
            }
        case .exhausted: true
        }
    }

    /// How long the server asks to wait.
    public var retryAfter: Duration? {
        switch cause {
        case .transport(let error): error.retryAfter
        case .answer: nil
        case .node(let error): error.retryAfter
        case .exhausted(let errors): errors.compactMap(\.retryAfter).min()
        }
    }
}
