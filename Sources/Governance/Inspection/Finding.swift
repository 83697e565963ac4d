/// What a signer should know before signing.
public enum Lint: String, Hashable, Sendable, CaseIterable {
    /// A hash of 32 zero bytes is allowed: what empty fields become.
    case zeroHash = "zero-hash"
    /// The measurement of every debug enclave is allowed.
    case debugHash = "debug-hash"
    /// A call that no contract we know has, or with malformed arguments.
    case unknownCall = "unknown-call"
    /// Ownership is given up for ever.
    case irreversible
    /// A contract's code is replaced.
    case upgrade
    /// Ether is sent to a function that takes none: the operation will fail.
    case value
    /// An OS image is allowed and no app gets the same hash: no Nitro enclave boots by that alone.
    case onePlace = "one-place"
    /// The timelock's delay is below a day.
    case shortDelay = "short-delay"
    /// Nothing says from which source and build the value comes.
    case noProvenance = "no-provenance"
}

/// A lint that an operation shows.
public struct Finding: Hashable, Sendable {
    /// How grave it is.
    public enum Level: String, Hashable, Sendable {
        /// Worth knowing.
        case notice
        /// Probably not what is meant.
        case warning
        /// Not signed unless it is accepted by name.
        case danger
    }

    /// How grave it is.
    public let level: Level
    /// Which lint.
    public let lint: Lint
    /// One sentence with the values at fault.
    public let text: String

    /// A finding.
    public init(_ level: Level, _ lint: Lint, _ text: String) {
        self.level = level
        self.lint = lint
        self.text = text
    }
}
