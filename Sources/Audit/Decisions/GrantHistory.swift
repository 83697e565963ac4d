import Chain
import Codec
import Contracts
public import Primitives

/// Everything that was ever allowed and for how long, and which code each contract had.
public struct GrantHistory: Sendable {
    /// DstackKms.
    public let kms: Address
    /// The contracts whose history is followed.
    public let contracts: Set<Address>
    /// Code that the auditor knows.
    public let knownCode: Set<Address>

    private var periods: [PolicyState.Key: [GrantPeriod]] = [:]
    private var upgrades: [Address: [TimelineEntry]] = [:]
    private var appCodes: [TimelineEntry] = []
    private var beginnings: [Address: AppBeginning] = [:]

    /// Nothing was ever allowed.
    ///
    /// - Parameters:
    ///   - kms: DstackKms.
    ///   - contracts: The contracts whose history is followed.
    ///   - knownCode: Implementations that the auditor has examined, beside the one that DstackKms
    ///     began with and those that it named for new apps.
    public init(kms: Address, contracts: Set<Address>, knownCode: Set<Address> = []) {
        self.kms = kms
        self.contracts = contracts
        self.knownCode = knownCode
    }

    /// Adds a change; changes come in the order of the chain.
    public mutating func apply(_ entry: TimelineEntry) {
        switch entry.change {
        case .upgraded: upgrades[entry.contract, default: []].append(entry)
        case .policy(let name, let value, let isEnabled):
            if name == DstackPolicy.appImplementation.rawValue, entry.contract == kms {
                appCodes.append(entry)
            }
            let key = PolicyState.Key(contract: entry.contract, policy: name, value: value)
            let last = periods[key]?.indices.last
            if let last, let open = periods[key]?[last], open.end == nil {
                guard open.begin.change != entry.change else { return }
                periods[key]?[last].end = entry
            }
            guard isEnabled else { return }
            periods[key, default: []].append(GrantPeriod(key: key, begin: entry, end: nil))
        default: break
        }
    }

    /// Adds what a transaction changed; transactions come in the order of the chain.
    ///
    /// - Parameters:
    ///   - entries: The changes.
    ///   - events: The transaction's events, which tell how the factory set up an app.
    public mutating func apply(
        _ entries: [TimelineEntry], of events: ArraySlice<HistoryEvent>
    ) {
        for entry in entries { apply(entry) }
        for event in events where event.log.address == kms {
            guard
                let made = try? DstackKms.AppDeployedViaFactory(
                    topics: event.log.topics, data: event.log.data),
                let beginning = AppBeginning.of(made.appId, in: events, kms: kms)
            else { continue }
            note(beginning, of: made.appId)
        }
    }

    /// Notes how the factory set up an app.
    public mutating func note(_ beginning: AppBeginning, of app: Address) {
        beginnings[app] = beginning
    }

    /// All periods, by contract, policy, value and begin.
    public var all: [GrantPeriod] {
        periods.values.joined().sorted { left, right in
            let (first, second) = (left.key, right.key)
            if first.contract != second.contract { return first.contract < second.contract }
            if first.policy != second.policy { return first.policy < second.policy }
            if first.value != second.value { return first.value < second.value }
            return (left.begin.block, left.begin.place) < (right.begin.block, right.begin.place)
        }
    }

    /// The period in which something was allowed at a moment; nil where it was not.
    func period(_ key: PolicyState.Key, at moment: GrantMoment) -> GrantPeriod? {
        periods[key]?.last { $0.holds(at: moment) }
    }

    /// Whether every device may boot an app at a moment: as an event last told, or as the factory
    /// was told.
    func allowsAnyDevice(_ app: Address, at moment: GrantMoment) -> Bool {
        let key = PolicyState.Key(
            contract: app, policy: DstackPolicy.allowAnyDevice.rawValue, value: .zero)
        if period(key, at: moment) != nil { return true }
        let wasToldBefore =
            periods[key]?.contains { $0.end.map(moment.reaches) ?? false } ?? false
        return !wasToldBefore && (beginnings[app]?.allowsAnyDevice ?? false)
    }

    /// The code behind a contract at a moment; nil where no line tells it.
    func code(of contract: Address, at moment: GrantMoment) -> Address? {
        guard case .upgraded(let code)? = upgrades[contract]?.last(where: moment.reaches)?.change
        else { return nil }
        return code
    }

    /// Whether the code that a contract had at a moment is known: the auditor knows it, or DstackKms
    /// began with it, or DstackKms had named it for apps.
    func isCodeKnown(of contract: Address, at moment: GrantMoment) -> Bool {
        guard let code = code(of: contract, at: moment) else { return false }
        if knownCode.contains(code) { return true }
        if contract == kms {
            return upgrades[contract]?.first?.change == .upgraded(implementation: code)
        }
        return appCodes.contains { entry in
            guard moment.reaches(entry), case .policy(_, let value, true) = entry.change else {
                return false
            }
            return Address(word: value) == code
        }
    }
}

extension HistoryReader {
    /// Everything that the store's history ever allowed.
    ///
    /// - Parameter knownCode: Implementations that the auditor has examined.
    /// - Returns: The grants.
    /// - Throws: ``StoreError``.
    public func grants(knownCode: Set<Address> = []) throws(StoreError) -> GrantHistory {
        let kms = try store.deployment().kms
        let subjects = try store.subjects()
        var history = GrantHistory(
            kms: kms, contracts: Set(subjects.map(\.address)), knownCode: knownCode)
        guard let range = try range() else { return history }
        var timeline = Timeline(subjects)
        try eachTransaction(in: range) { events throws(StoreError) in
            history.apply(timeline.apply(events), of: events)
        }
        return history
    }
}
