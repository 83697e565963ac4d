import Chain
import Codec
import Contracts
public import Primitives

/// Replays a history into what the contracts' storage must hold after it.
public struct StateReplay: Sendable {
    private var timeline: Timeline
    private let roles: [Address: Subject.Role]
    private var slots: [Address: [Hash32: SlotExpectation]] = [:]
    private var nonces: [Address: UInt64] = [:]
    private var ownerCounts: [Address: Set<Address>] = [:]

    /// A replay of a history of subjects.
    public init(_ subjects: [Subject]) {
        timeline = Timeline(subjects)
        roles = timeline.roles
        for subject in subjects { expectBeginning(of: subject) }
    }

    /// Adds the events of one transaction.
    ///
    /// - Returns: The changes that they tell.
    public mutating func apply(_ events: ArraySlice<HistoryEvent>) -> [TimelineEntry] {
        for event in events { readMembers(event.log) }
        let entries = timeline.apply(events)
        for entry in entries { apply(entry) }
        return entries
    }

    /// What the storage of a contract holds, by slot.
    public func expectations(of contract: Address) -> [SlotExpectation] {
        (slots[contract] ?? [:]).values.sorted { $0.slot < $1.slot }
    }

    private mutating func expect(
        _ contract: Address, _ slot: Hash32, _ name: String, _ content: SlotExpectation.Content
    ) {
        slots[contract, default: [:]][slot] = SlotExpectation(
            slot: slot, name: name, content: content)
    }

    /// The slots that exist in any case, whether or not an event ever mentions them.
    private mutating func expectBeginning(of subject: Subject) {
        let contract = subject.address
        switch subject.role {
        case .kms:
            expectProxy(contract)
            let members = [
                "k256 public key", "CA public key", "quote", "event log", "gateway app id",
            ]
            for (number, name) in members.enumerated() {
                expect(contract, StorageSlot.number(UInt64(number)), name, .untold)
            }
            expect(contract, DstackKmsStorage.appImplementation, "app implementation", .untold)
        case .app:
            expectProxy(contract)
            expect(contract, DstackAppStorage.flags, "flags", .untold)
            expect(
                contract, DstackAppStorage.requireTcbUpToDate, "require TCB up to date", .untold)
        case .owner, .proposer:
            expectTimelock(contract)
            expectSafe(contract)
        case .implementation: break
        }
    }

    private mutating func expectProxy(_ contract: Address) {
        expect(contract, ERC1967Storage.implementation, "implementation", .untold)
        expect(contract, ERC1967Storage.admin, "proxy admin", .word(.zero))
        expect(contract, ERC1967Storage.beacon, "beacon", .word(.zero))
        expect(contract, OpenZeppelinStorage.owner, "owner", .untold)
        expect(contract, OpenZeppelinStorage.pendingOwner, "pending owner", .word(.zero))
        expect(contract, OpenZeppelinStorage.initializable, "initialized", .untold)
    }

    private mutating func expectTimelock(_ contract: Address) {
        expect(contract, TimelockStorage.plain.minDelay, "minimum delay", .untold)
    }

    private mutating func expectSafe(_ contract: Address) {
        expect(contract, SafeStorage.singleton, "singleton", .untold)
        expect(contract, SafeStorage.owner(after: SafeStorage.sentinel), "first owner", .untold)
        expect(contract, SafeStorage.module(after: SafeStorage.sentinel), "first module", .untold)
        expect(contract, SafeStorage.ownerCount, "number of owners", .untold)
        expect(contract, SafeStorage.threshold, "threshold", .untold)
        expect(contract, SafeStorage.nonce, "nonce", .untold)
        expect(contract, StorageSlot.number(6), "old domain separator", .untold)
        expect(contract, SafeStorage.transactionGuard, "guard", .untold)
        expect(contract, SafeStorage.moduleGuard, "module guard", .untold)
        expect(contract, SafeStorage.fallbackHandler, "fallback handler", .untold)
    }
}

extension StateReplay {
    /// Members whose bytes only an event of their own tells.
    private mutating func readMembers(_ log: Log) {
        guard let role = roles[log.address] else { return }
        if role == .kms {
            if let event = try? DstackKms.GatewayAppIdSet(topics: log.topics, data: log.data) {
                expectBytes(
                    log.address, DstackKmsStorage.gatewayAppID, "gateway app id",
                    Bytes(utf8: event.argument))
            } else if let event = try? DstackKms.KmsInfoSet(topics: log.topics, data: log.data) {
                expectBytes(
                    log.address, DstackKmsStorage.k256PublicKey, "k256 public key",
                    event.argument)
            }
        } else if let event = try? Safe.SignMsg(topics: log.topics, data: log.data) {
            expect(
                log.address, SafeStorage.signedMessage(event.argument),
                "signed message \(event.argument.hex)", .word(.one))
        }
    }

    private mutating func expectBytes(
        _ contract: Address, _ slot: Hash32, _ name: String, _ bytes: Bytes
    ) {
        let first = StorageSlot.dataArea(of: slot)
        // What an earlier, longer value left behind, Solidity clears.
        var place: UInt64 = 0
        while slots[contract]?[StorageSlot.following(first, by: place)] != nil {
            expect(
                contract, StorageSlot.following(first, by: place), "\(name), word \(place)",
                .word(.zero))
            place += 1
        }
        guard bytes.count > 31 else {
            let padding = Bytes(repeating: 0, count: 31 - bytes.count)
            let word = bytes + padding + Bytes([UInt8(bytes.count * 2)])
            expect(contract, slot, name, .word(Hash32(word) ?? .zero))
            return
        }
        expect(contract, slot, name, .word(Hash32(UInt256(UInt64(bytes.count * 2 + 1)))))
        for start in stride(from: 0, to: bytes.count, by: 32) {
            let part = bytes.slice(start..<min(start + 32, bytes.count))
            let word = part + Bytes(repeating: 0, count: 32 - part.count)
            let number = UInt64(start / 32)
            expect(
                contract, StorageSlot.following(first, by: number), "\(name), word \(number)",
                .word(Hash32(word) ?? .zero))
        }
    }

    private mutating func apply(_ entry: TimelineEntry) {
        let contract = entry.contract
        switch entry.change {
        case .policy(let name, let value, let isEnabled):
            guard let policy = DstackPolicy(rawValue: name) else { return }
            apply(policy, value, isEnabled, to: contract)
        case .ownershipOffered(let owner):
            expect(contract, OpenZeppelinStorage.pendingOwner, "pending owner", .word(owner.word))
        case .ownershipTransferred(_, let owner):
            expect(contract, OpenZeppelinStorage.owner, "owner", .word(owner.word))
            expect(contract, OpenZeppelinStorage.pendingOwner, "pending owner", .word(.zero))
        case .upgraded(let code):
            expect(contract, ERC1967Storage.implementation, "implementation", .word(code.word))
        case .initialized(let version):
            expect(
                contract, OpenZeppelinStorage.initializable, "initialized",
                .word(Hash32(UInt256(version))))
        default: applyAuthority(entry)
        }
    }

    private mutating func apply(
        _ policy: DstackPolicy, _ value: Hash32, _ isEnabled: Bool, to contract: Address
    ) {
        let word: SlotExpectation.Content = .word(isEnabled ? .one : .zero)
        let name = "\(policy.rawValue) \(value.hex)"
        switch policy {
        case .registeredApp:
            expect(
                contract, DstackKmsStorage.registeredApp(Address(lastBytesOf: value)), name, word)
        case .kmsAggregatedMr:
            expect(contract, DstackKmsStorage.kmsAllowedAggregatedMr(value), name, word)
        case .kmsDevice: expect(contract, DstackKmsStorage.kmsAllowedDeviceID(value), name, word)
        case .osImage: expect(contract, DstackKmsStorage.allowedOsImage(value), name, word)
        case .composeHash:
            expect(contract, DstackAppStorage.allowedComposeHash(value), name, word)
        case .device: expect(contract, DstackAppStorage.allowedDeviceID(value), name, word)
        case .appImplementation:
            expect(
                contract, DstackKmsStorage.appImplementation, "app implementation", .word(value))
        case .requireTcbUpToDate:
            expect(
                contract, DstackAppStorage.requireTcbUpToDate, "require TCB up to date", word)
        // Both share a word, whose other byte the set-up writes without an event; kms-info and
        // gateway-app-id tell a hash of what an event of their own tells whole.
        case .allowAnyDevice, .upgradesDisabled, .implementationUpgrade, .kmsInfo, .gatewayAppID:
            break
        }
    }

    private mutating func applyAuthority(_ entry: TimelineEntry) {
        let contract = entry.contract
        let layout = TimelockStorage.plain
        switch entry.change {
        case .delayChanged(_, let delay):
            expect(contract, layout.minDelay, "minimum delay", .word(Hash32(delay)))
        case .roleGranted(let role, let account), .roleRevoked(let role, let account):
            expect(
                contract, layout.hasRole(role, account),
                "\(RoleName.of(role)) \(account.checksummed)",
                .word(entry.change.isEnabled ? .one : .zero))
        case .roleAdminChanged(let role, let admin):
            expect(
                contract, layout.roleAdmin(role), "admin of \(RoleName.of(role))", .word(admin))
        case .scheduled(let operation, _, _, let delay):
            let (ready, _) = UInt256(entry.time.seconds).addingReportingOverflow(delay)
            expect(
                contract, layout.timestamp(operation), "operation \(operation.hex)",
                .word(Hash32(ready)))
        case .executed(let operation, _):
            expect(
                contract, layout.timestamp(operation), "operation \(operation.hex)", .word(.one))
        case .cancelled(let operation):
            expect(
                contract, layout.timestamp(operation), "operation \(operation.hex)", .word(.zero))
        default: applySafe(entry)
        }
    }

    private mutating func applySafe(_ entry: TimelineEntry) {
        let safe = entry.contract
        switch entry.change {
        case .safeSetUp(let owners, let threshold, let handler):
            for owner in owners { setOwner(owner, of: safe, true) }
            expect(safe, SafeStorage.threshold, "threshold", .word(Hash32(threshold)))
            expect(safe, SafeStorage.nonce, "nonce", .word(.zero))
            expect(safe, SafeStorage.transactionGuard, "guard", .word(.zero))
            expect(safe, SafeStorage.fallbackHandler, "fallback handler", .word(handler.word))
        case .safeOwnerAdded(let owner): setOwner(owner, of: safe, true)
        case .safeOwnerRemoved(let owner): setOwner(owner, of: safe, false)
        case .safeThreshold(let threshold):
            expect(safe, SafeStorage.threshold, "threshold", .word(Hash32(threshold)))
        case .moduleEnabled(let module), .moduleDisabled(let module):
            expect(
                safe, SafeStorage.module(after: module), "module \(module.checksummed)",
                .isSet(entry.change.isEnabled))
        case .guardChanged(let checker):
            expect(safe, SafeStorage.transactionGuard, "guard", .word(checker.word))
        case .fallbackHandlerChanged(let handler):
            expect(safe, SafeStorage.fallbackHandler, "fallback handler", .word(handler.word))
        case .safeExecuted:
            nonces[safe, default: 0] += 1
            expect(
                safe, SafeStorage.nonce, "nonce",
                .word(Hash32(UInt256(nonces[safe, default: 0]))))
        case .hashApproved(let hash, let owner):
            expect(
                safe, SafeStorage.approvedHash(hash, by: owner),
                "approval of \(hash.hex) by \(owner.checksummed)", .word(.one))
        default: break
        }
    }

    private mutating func setOwner(_ owner: Address, of safe: Address, _ isOwner: Bool) {
        expect(
            safe, SafeStorage.owner(after: owner), "owner \(owner.checksummed)", .isSet(isOwner))
        if isOwner {
            ownerCounts[safe, default: []].insert(owner)
        } else {
            ownerCounts[safe, default: []].remove(owner)
        }
        let count = UInt64(ownerCounts[safe, default: []].count)
        expect(safe, SafeStorage.ownerCount, "number of owners", .word(Hash32(UInt256(count))))
    }
}

extension Hash32 {
    /// The word of the number one: true.
    fileprivate static let one = Hash32(UInt256.one)
}
