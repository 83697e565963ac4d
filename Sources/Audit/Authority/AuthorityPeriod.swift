public import Primitives

/// Who could decide something, from one block on until another.
public struct AuthorityPeriod: Hashable, Sendable {
    /// The contract that it is about.
    public let contract: Address
    /// What could be decided, in one word: owner, pending-owner, implementation, a role, delay, …
    public let power: String
    /// Who could, or how long or how many.
    public let holder: String
    /// The change that began it.
    public let begin: TimelineEntry
    /// The change that ended it; nil while it lasts.
    public let end: TimelineEntry?
}

/// Follows who could decide what.
public struct AuthorityHistory: Sendable {
    private struct Key: Hashable {
        let contract: Address
        let power: String
        let holder: String
    }

    private var open: [Key: TimelineEntry] = [:]
    private var closed: [AuthorityPeriod] = []

    /// Nobody could decide anything.
    public init() {}

    /// The periods that a timeline tells, in the order of the chain.
    public static func periods(_ entries: some Sequence<TimelineEntry>) -> [AuthorityPeriod] {
        var history = AuthorityHistory()
        for entry in entries { history.apply(entry) }
        return history.periods
    }

    /// All periods in the order in which they began.
    public var periods: [AuthorityPeriod] {
        let lasting = open.map { key, begin in
            AuthorityPeriod(
                contract: key.contract, power: key.power, holder: key.holder, begin: begin,
                end: nil)
        }
        return (closed + lasting).sorted { left, right in
            let (first, second) = (left.begin, right.begin)
            if first.block != second.block { return first.block < second.block }
            if first.place != second.place { return first.place < second.place }
            return (left.power, left.holder) < (right.power, right.holder)
        }
    }

    /// Adds a change.
    public mutating func apply(_ entry: TimelineEntry) {
        let contract = entry.contract
        switch entry.change {
        case .ownershipOffered(let owner):
            replace("pending-owner", of: contract, by: owner, entry)
        case .ownershipTransferred(_, let owner):
            replace("pending-owner", of: contract, by: nil, entry)
            replace("owner", of: contract, by: owner, entry)
        case .upgraded(let code): replace("implementation", of: contract, by: code, entry)
        case .policy("upgrades-disabled", _, true):
            set("upgrades", of: contract, "disabled", entry)
        case .roleGranted(let role, let account):
            let name = RoleName.of(role)
            begin(
                Key(
                    contract: contract, power: name,
                    holder: account.isZero ? "anyone" : account.checksummed), entry)
        case .roleRevoked(let role, let account):
            end(
                Key(
                    contract: contract, power: RoleName.of(role),
                    holder: account.isZero ? "anyone" : account.checksummed), entry)
        case .delayChanged(_, let delay):
            set("minimum delay", of: contract, "\(delay.decimal) s", entry)
        case .safeSetUp(let owners, let threshold, let handler):
            for owner in owners {
                begin(Key(contract: contract, power: "signer", holder: owner.checksummed), entry)
            }
            set("threshold", of: contract, threshold.decimal, entry)
            if !handler.isZero { replace("fallback handler", of: contract, by: handler, entry) }
        case .safeOwnerAdded(let owner):
            begin(Key(contract: contract, power: "signer", holder: owner.checksummed), entry)
        case .safeOwnerRemoved(let owner):
            end(Key(contract: contract, power: "signer", holder: owner.checksummed), entry)
        case .safeThreshold(let threshold):
            set("threshold", of: contract, threshold.decimal, entry)
        case .moduleEnabled(let module):
            begin(Key(contract: contract, power: "module", holder: module.checksummed), entry)
        case .moduleDisabled(let module):
            end(Key(contract: contract, power: "module", holder: module.checksummed), entry)
        case .guardChanged(let checker): replace("guard", of: contract, by: checker, entry)
        case .fallbackHandlerChanged(let handler):
            replace("fallback handler", of: contract, by: handler, entry)
        default: break
        }
    }

    /// A power that one holder has at a time.
    private mutating func replace(
        _ power: String, of contract: Address, by holder: Address?, _ entry: TimelineEntry
    ) {
        let name = holder.flatMap { $0.isZero ? nil : $0.checksummed }
        set(power, of: contract, name, entry)
    }

    private mutating func set(
        _ power: String, of contract: Address, _ holder: String?, _ entry: TimelineEntry
    ) {
        let before = open.keys.filter { $0.contract == contract && $0.power == power }
        for key in before.sorted(by: { $0.holder < $1.holder }) where key.holder != holder {
            end(key, entry)
        }
        if let holder { begin(Key(contract: contract, power: power, holder: holder), entry) }
    }

    private mutating func begin(_ key: Key, _ entry: TimelineEntry) {
        if open[key] == nil { open[key] = entry }
    }

    private mutating func end(_ key: Key, _ entry: TimelineEntry) {
        guard let begin = open.removeValue(forKey: key) else { return }
        closed.append(
            AuthorityPeriod(
                contract: key.contract, power: key.power, holder: key.holder, begin: begin,
                end: entry))
    }
}
