import Chain
public import Codec
public import Primitives

/// Everything that a report says: a function of a store and of what the auditor accepts, so that the
/// same store gives the same bytes.
public struct ReportContent: Sendable {
    /// What the store holds.
    public let deployment: StoredDeployment
    /// The last block of the store.
    public let last: BlockPoint?
    /// Its time.
    public let lastTime: Timestamp?
    /// The digest of the store's content.
    public let digest: Hash32
    /// The contracts.
    public let subjects: [Subject]
    /// All changes.
    public let entries: [TimelineEntry]
    /// What is in force at the end.
    public let inForce: [TimelineEntry]
    /// Who could decide what.
    public let periods: [AuthorityPeriod]
    /// The evidence.
    public let verification: HistoryVerification
    /// What providers said that is not so.
    public let faults: [ProviderFault]

    /// The content of a report on a store.
    public init(
        _ store: AuditStore, verification: HistoryVerification
    ) throws(StoreError) {
        deployment = try store.deployment()
        let last = try store.progress()
        self.last = last
        lastTime = try last.flatMap { point throws(StoreError) in try store.header(point.number) }?
            .timestamp
        digest = try store.contentDigest()
        subjects = try store.subjects()
        entries = try HistoryReader(store).timeline()
        inForce = PolicyState(entries).inForce
        periods = AuthorityHistory.periods(entries)
        self.verification = verification
        faults = try store.faults()
    }

    /// What people call a contract: its role, numbered where several have it.
    public func name(of contract: Address) -> String {
        guard let subject = subjects.first(where: { $0.address == contract }) else {
            return contract.checksummed
        }
        let same = subjects.filter { $0.role == subject.role }.sorted {
            ($0.found, $0.address) < ($1.found, $1.address)
        }
        guard same.count > 1, let place = same.firstIndex(of: subject) else {
            return subject.role.rawValue
        }
        return "\(subject.role.rawValue) \(place + 1)"
    }

    /// The changes that decide what may boot, and those of who may decide.
    public var shown: [TimelineEntry] {
        entries.filter {
            switch $0.change {
            case .executed, .safeExecuted, .initialized, .hashApproved: false
            default: true
            }
        }
    }

    /// The report as a JSON document.
    public var document: JSONValue {
        [
            "format": "dstack-governance audit report 1",
            "chainId": .string(deployment.chainID.description),
            "kms": .string(deployment.kms.checksummed),
            "firstBlock": .string(deployment.firstBlock.description),
            "lastBlock": last.map { .string($0.number.description) } ?? .null,
            "lastBlockHash": last.map { .string($0.hash.hex) } ?? .null,
            "lastTime": lastTime.map { .string($0.description) } ?? .null,
            "contentSha256": .string(digest.hex),
            "contracts": .array(
                subjects.map {
                    [
                        "address": .string($0.address.checksummed),
                        "role": .string($0.role.rawValue),
                        "found": .string($0.found.description), "given": .bool($0.isGiven),
                    ]
                }),
            "evidence": VerificationDocument.value(verification),
            "providerFaults": .array(
                faults.map {
                    [
                        "provider": .string($0.provider),
                        "block": .string($0.block.description),
                        "kind": .string($0.kind.rawValue), "logs": JSONValue($0.count),
                    ]
                }),
            "inForce": .array(inForce.map(TimelineDocument.value)),
            "authority": .array(periods.map(AuthorityDocument.value)),
            "timeline": .array(
                entries.map { entry in
                    var members = TimelineDocument.value(entry).object ?? []
                    members.append(
                        JSONMember(
                            "level", .string(verification.level(of: entry.block).rawValue)))
                    return .object(members)
                }),
        ]
    }
}
