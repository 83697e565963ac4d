import Audit
import Primitives
import Testing

@Suite("Decisions beside the history")
struct DecisionAuditTests {
    @Test("A grant that holds is in no finding; a release is the entry's last use")
    func ordinary() async throws {
        let recorded = try await RecordedGrants()
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
        let recorded = try await RecordedGrants()
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
        let recorded = try await RecordedGrants()
        let audit = try recorded.findings([
            recorded.release(0, at: block, image: isOther ? Hash32(UInt256(7)) : nil)
        ])
        #expect(audit.findings.contains { $0.kind == .noGrant && $0.isDisagreement })
    }

    @Test("Code that nobody named, another chain's block and another DstackKms are told")
    func strange() async throws {
        let unknown = try await RecordedGrants(knowsUpgrades: false)
        let upgraded = try unknown.findings([unknown.release(0, at: 33)])
        #expect(upgraded.findings.contains { $0.kind == .unknownCode })
        let recorded = try await RecordedGrants()
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
        let recorded = try await RecordedGrants()
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
