import Audit
import Chain
import Primitives
import Testing

@Suite("Decisions beside the history")
struct DecisionAuditTests {
    /// The recorded history, and what was granted in it.
    private struct Recorded {
        let store: AuditStore
        let history: GrantHistory
        let deployment: RecordedDeployment
        let image: Hash32
        let compose: Hash32

        init(knowsUpgrades: Bool = true) async throws {
            store = try AuditStore.recorded()
            try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
            deployment = try RecordedDeployment()
            let known = [deployment["kmsImplementation2"], deployment["appImplementation2"]]
            let reader = HistoryReader(store)
            history = try reader.grants(knownCode: knowsUpgrades ? Set(known) : [])
            func value(_ kind: String) throws -> Hash32 {
                let entry = try reader.timeline().first { $0.change.kind == kind }
                return try Hash32(hex: try #require(entry).change.value)
            }
            image = try value("os-image")
            compose = try value("compose-hash")
        }

        /// The device that the app was made with; nil where every device may boot it.
        var device: Hash32? {
            let grant = history.all.first { $0.key.policy == "device" }
            return grant?.key.value
        }

        func audit(shortSeconds: UInt64 = 0) throws -> DecisionAudit {
            let last = try #require(RecordedChain.history.last?.header)
            return DecisionAudit(
                history: history, end: last.number, endTime: last.header.timestamp,
                shortSeconds: shortSeconds)
        }

        func release(
            _ index: UInt64, at block: UInt64, image: Hash32? = nil, kms: Address? = nil,
            hash: Hash32? = nil
        ) -> RecordedRelease {
            let known = block < UInt64(RecordedChain.history.count)
            let header = known ? RecordedChain.history[Int(block)].header : nil
            return RecordedRelease(
                mark: RecordedRelease.Mark(
                    index: index, leaf: Hash32(UInt256(index + 1)),
                    time: header?.header.timestamp ?? Timestamp(seconds: .max)),
                boot: RecordedRelease.Boot(
                    isKms: false, app: deployment["app"], image: image ?? self.image,
                    compose: compose, measurement: .zero, device: device),
                kms: kms ?? deployment["kms"],
                blocks: [
                    BlockPoint(
                        number: BlockNumber(block), hash: hash ?? header?.hash ?? .zero)
                ])
        }

        func findings(
            _ releases: [RecordedRelease], shortSeconds: UInt64 = 0
        ) throws -> DecisionAudit {
            var audit = try audit(shortSeconds: shortSeconds)
            for release in releases {
                try audit.apply(release) { number throws(StoreError) in
                    try store.header(number)?.hash
                }
            }
            return audit
        }
    }

    @Test("A grant that holds is in no finding; a release is the entry's last use")
    func ordinary() async throws {
        let recorded = try await Recorded()
        let audit = try recorded.findings([
            recorded.release(0, at: 25), recorded.release(1, at: 26),
        ])
        #expect(!audit.findings.contains { $0.subject.hasPrefix("os-image") })
        #expect(audit.releaseCount == 2 && audit.pendingCount == 0)
        let uses = audit.grants.filter { $0.grant.key.policy == "os-image" }
        #expect(uses.map { $0.uses?.count } == [nil, 2])
        #expect(uses.last?.uses?.last.index == 1)
        #expect(uses.map { $0.grant.end?.block } == [22, nil])
    }

    @Test("Under a grant that was taken back it is later-revoked, or short-lived by the limit")
    func revoked() async throws {
        let recorded = try await Recorded()
        let releases = [recorded.release(0, at: 17), recorded.release(1, at: 21)]
        let long = try recorded.findings(releases)
        #expect(long.findings.map(\.kind) == [.laterRevoked, .laterRevoked])
        #expect(long.findings.first?.uses.count == 2)
        #expect(long.findings.map { $0.grant?.end?.block } == [25, 22])
        let short = try recorded.findings(releases, shortSeconds: 1_000_000)
        #expect(short.findings.map(\.kind) == [.shortLived, .shortLived])
        #expect(short.findings.allSatisfy { !$0.isDisagreement })
    }

    @Test(
        "What no line allowed is a disagreement: before the grant, after the revocation, another image",
        arguments: [(UInt64(16), false), (22, false), (25, true)])
    func ungranted(block: UInt64, isOther: Bool) async throws {
        let recorded = try await Recorded()
        let audit = try recorded.findings([
            recorded.release(0, at: block, image: isOther ? Hash32(UInt256(7)) : nil)
        ])
        #expect(audit.findings.contains { $0.kind == .noGrant && $0.isDisagreement })
    }

    @Test("Code that nobody named, another chain's block and another DstackKms are told")
    func strange() async throws {
        let unknown = try await Recorded(knowsUpgrades: false)
        let upgraded = try unknown.findings([unknown.release(0, at: 33)])
        #expect(upgraded.findings.contains { $0.kind == .unknownCode })
        let recorded = try await Recorded()
        let fork = try recorded.findings([recorded.release(0, at: 25, hash: .zero)])
        #expect(fork.findings.map(\.kind) == [.otherChain])
        let other = try recorded.findings([
            recorded.release(0, at: 25, kms: recorded.deployment["safe"])
        ])
        #expect(other.findings.map(\.kind) == [.otherChain])
        let unasked = RecordedRelease(
            mark: recorded.release(0, at: 25).mark, boot: recorded.release(0, at: 25).boot,
            kms: nil, blocks: [])
        #expect(try recorded.findings([unasked]).findings.map(\.kind) == [.notFromChain])
        let later = try recorded.findings([recorded.release(0, at: 60)])
        #expect(later.pendingCount == 1)
        #expect(!later.findings.contains { $0.kind == .noGrant })
    }

    @Test("What is in force and unused is listed with the call that removes it")
    func unused() async throws {
        let recorded = try await Recorded()
        let audit = try recorded.findings([recorded.release(0, at: 53)])
        #expect(!audit.unused(for: 0).isEmpty)
        let unused = audit.unused(for: 1)
        #expect(!unused.contains { $0.grant.key.policy == "os-image" })
        #expect(unused.contains { $0.grant.key.policy == "kms-device" })
        for use in unused {
            #expect(use.grant.end == nil)
            let call = try #require(GrantRemoval.calldata(of: use.grant.key))
            #expect(call.count == 36 && call.slice(from: 4) == use.grant.key.value.bytes)
        }
        #expect(audit.unused(for: .max).isEmpty)
    }
}
