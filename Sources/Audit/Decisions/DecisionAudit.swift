import Contracts
public import Primitives

/// Joins a log of decisions with the history: a pure fold over records.
public struct DecisionAudit: Sendable {
    /// The history.
    public let history: GrantHistory
    /// The last block of the history and its time.
    public let end: BlockNumber
    /// The time of the last block.
    public let endTime: Timestamp
    /// A grant that was in force for fewer seconds was short-lived.
    public let shortSeconds: UInt64
    /// How many boots were let pass.
    public private(set) var releaseCount = 0
    /// How many of them name a block behind the end of the history.
    public private(set) var pendingCount = 0

    private var found: [ReleaseFinding.Identity: ReleaseFinding] = [:]
    private var uses: [Grant: ReleaseFinding.Uses] = [:]

    private struct Grant: Hashable {
        let key: PolicyState.Key
        let block: BlockNumber
        let place: UInt64

        init(_ period: GrantPeriod) {
            key = period.key
            block = period.begin.block
            place = period.begin.place
        }
    }

    /// A join without records.
    ///
    /// - Parameters:
    ///   - history: The grants.
    ///   - end: The last block of the history.
    ///   - endTime: Its time.
    ///   - shortSeconds: A grant that was in force for fewer seconds was short-lived.
    public init(
        history: GrantHistory, end: BlockNumber, endTime: Timestamp, shortSeconds: UInt64
    ) {
        self.history = history
        self.end = end
        self.endTime = endTime
        self.shortSeconds = shortSeconds
    }

    /// What was found, the earliest record first.
    public var findings: [ReleaseFinding] {
        found.values.sorted { left, right in
            let (first, second) = (left.uses.first.index, right.uses.first.index)
            if first != second { return first < second }
            return (left.kind.rawValue, left.subject) < (right.kind.rawValue, right.subject)
        }
    }

    /// Every grant of something measured, with its last use.
    public var grants: [GrantUse] {
        history.all.filter { GrantRemoval.isOfMeasurement($0.key.policy) }.map { period in
            let uses = uses[Grant(period)]
            let since = max(uses?.last.time ?? period.begin.time, period.begin.time)
            let (idle, isNegative) = endTime.seconds.subtractingReportingOverflow(since.seconds)
            return GrantUse(
                grant: period, uses: uses,
                idleSeconds: period.end == nil ? (isNegative ? 0 : idle) : nil)
        }
    }

    /// The grants in force on which nothing has rested for so many seconds.
    public func unused(for seconds: UInt64) -> [GrantUse] {
        grants.filter { ($0.idleSeconds ?? 0) >= seconds && $0.grant.end == nil }
    }

    /// Adds a boot that was let pass.
    ///
    /// - Parameters:
    ///   - release: The record.
    ///   - stored: The hash of a block as the history has it; nil where it keeps none.
    /// - Throws: What `stored` throws.
    public mutating func apply(
        _ release: RecordedRelease,
        stored: (BlockNumber) throws(StoreError) -> Hash32?
    ) throws(StoreError) {
        releaseCount += 1
        guard let kms = release.kms, !release.blocks.isEmpty else {
            add(.notFromChain, "the service asked no contract", nil, nil, release)
            rest(release, at: .time(release.mark.time), isJudged: false)
            return
        }
        guard kms == history.kms else {
            add(.otherChain, "DstackKms \(kms.checksummed) was asked", nil, kms, release)
            return
        }
        for point in release.blocks where point.number <= end {
            if let hash = try stored(point.number), hash != point.hash {
                add(
                    .otherChain, "block \(point.number) \(point.hash.hex)", nil, kms, release)
                return
            }
        }
        if release.blocks.contains(where: { $0.number > end }) { pendingCount += 1 }
        for (place, point) in release.blocks.enumerated() {
            rest(
                release, at: .block(point.number), isJudged: point.number <= end,
                counts: place == 0)
        }
    }

    /// Finds the grants that the boot rests on.
    private mutating func rest(
        _ release: RecordedRelease, at moment: GrantMoment, isJudged: Bool, counts: Bool = true
    ) {
        let keys = keys(of: release.boot, at: moment)
        for key in keys {
            guard let period = history.period(key, at: moment) else {
                if isJudged { add(.noGrant, DecisionAudit.name(key), nil, key.contract, release) }
                continue
            }
            guard counts else { continue }
            let grant = Grant(period)
            if uses[grant] == nil {
                uses[grant] = ReleaseFinding.Uses(release.mark)
            } else {
                uses[grant]?.add(release.mark)
            }
            guard let seconds = period.seconds else { continue }
            add(
                seconds < shortSeconds ? .shortLived : .laterRevoked, DecisionAudit.name(key),
                period, key.contract, release)
        }
        guard isJudged, counts else { return }
        for contract in Set(keys.map(\.contract)).sorted()
        where !history.isCodeKnown(of: contract, at: moment) {
            let code = history.code(of: contract, at: moment)
            let isFollowed = history.contracts.contains(contract)
            add(
                .unknownCode,
                code.map { "code \($0.checksummed)" }
                    ?? (isFollowed ? "no line tells its code" : "its history is not followed"),
                nil, contract, release)
        }
    }

    /// What must be allowed for a boot (DstackKms `isKmsAllowed`, `isAppAllowed`).
    private func keys(
        of boot: RecordedRelease.Boot, at moment: GrantMoment
    ) -> [PolicyState.Key] {
        func key(_ policy: DstackPolicy, _ value: Hash32, _ contract: Address) -> PolicyState.Key {
            PolicyState.Key(contract: contract, policy: policy.rawValue, value: value)
        }
        let kms = history.kms
        if boot.isKms {
            return [
                key(.osImage, boot.image, kms), key(.kmsAggregatedMr, boot.measurement, kms),
                key(.kmsDevice, boot.device ?? .zero, kms),
            ]
        }
        var keys = [
            key(.osImage, boot.image, kms), key(.registeredApp, boot.app.word, kms),
            key(.composeHash, boot.compose, boot.app),
        ]
        if !history.allowsAnyDevice(boot.app, at: moment) {
            keys.append(key(.device, boot.device ?? .zero, boot.app))
        }
        return keys
    }

    private mutating func add(
        _ kind: ReleaseFinding.Kind, _ subject: String, _ grant: GrantPeriod?,
        _ contract: Address?, _ release: RecordedRelease
    ) {
        let finding = ReleaseFinding(
            kind: kind, contract: contract, subject: subject, grant: grant,
            uses: ReleaseFinding.Uses(release.mark))
        if found[finding.identity]?.uses.last.index == release.mark.index { return }
        if found[finding.identity] == nil {
            found[finding.identity] = finding
        } else {
            found[finding.identity]?.uses.add(release.mark)
        }
    }

    private static func name(_ key: PolicyState.Key) -> String {
        key.value.isZero ? key.policy : "\(key.policy) \(key.value.hex)"
    }
}
