import Codec
import Foundation
import TestSupport
import Testing

/// dstack's five threats, each shown by what is refused, by its name.
@Suite("dstack's threats T1 to T5", .serialized, .enabled(if: Devnet.isAvailable))
struct ThreatDrillTests {
    @Test("every drill against one service whose registry allows one image")
    func drills() async throws {
        // Where the kernel has VSOCK the service listens there, too, on a port that is free.
        let vsock = Keyd.hasVSOCK ? ["--vsock", "\(UInt32.max)"] : []
        let keyd = try await Keyd.start(
            ["--max-evidence-age", "60", "--nonce-lifetime", "60"] + vsock)
        let key = try await keyd.pair("guest")
        let image = try await keyd.document("right", nonce: keyd.nonce(), key: key)
        try await keyd.register(image, isAllowed: true)

        // T1, a malicious cloud operator: an enclave in debug mode, old evidence, evidence of
        // another vendor.
        try await keyd.document("debug", nonce: keyd.nonce(), key: key, more: ["--debug"])
        try await refused(keyd, "debug", "evidence.debug")
        try await keyd.document("old", nonce: keyd.nonce(), key: key, more: ["--age", "120"])
        try await refused(keyd, "old", "evidence.stale")
        try await otherRoot(keyd, key)

        // T2, a compromised host: it presents what it recorded, or evidence for no request.
        let released = try await released(keyd, key)
        #expect(released.status == 0, "\(released.errors)")
        try await refused(keyd, "fresh", "nonce.used")
        try await keyd.document("unasked", nonce: nil, key: key)
        try await refused(keyd, "unasked", "nonce.missing")
        let foreign = "0x" + String(repeating: "00", count: 32)
        try await keyd.document("foreign", nonce: foreign, key: key)
        try await refused(keyd, "foreign", "nonce.unknown")

        // T3, a compromised workload: another image, evidence without a key, a key of no use.
        try await keyd.document("wrong", image: "wrong", nonce: keyd.nonce(), key: key)
        try await refused(keyd, "wrong", "boot.denied")
        try await keyd.document("keyless", nonce: keyd.nonce(), key: nil)
        try await refused(keyd, "keyless", "key.missing")
        try await keyd.document("short", nonce: keyd.nonce(), key: "0x1234")
        try await refused(keyd, "short", "key.form")

        // T4, a network man in the middle: what is sealed opens with the enclave's key only.
        _ = try await keyd.pair("thief")
        try await keyd.document("tapped", nonce: keyd.nonce(), key: key)
        let stolen = try await keyd.request("tapped", key: "thief")
        #expect(stolen.status == 1 && stolen.errors.contains("do not open"), "\(stolen.errors)")

        // T5, governance collusion: what was allowed and is revoked gets nothing, and every key
        // that left is on record.
        try await keyd.register(image, isAllowed: false)
        try await keyd.document("revoked", nonce: keyd.nonce(), key: key)
        try await refused(keyd, "revoked", "boot.denied")
        #expect(try keyd.log().filter { $0["isReleased"] == .bool(true) }.count == 2)
    }

    private func refused(
        _ keyd: Keyd, _ name: String, _ rule: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await keyd.request(name, key: "guest")
        #expect(
            outcome.status == 1 && outcome.errors.contains("refused: \(rule)"),
            "\(name): \(outcome.status) \(outcome.errors)", sourceLocation: sourceLocation)
    }

    private func released(_ keyd: Keyd, _ key: String) async throws -> Program.Outcome {
        var outcome: Program.Outcome
        var rounds = 0
        repeat {
            try await keyd.document("fresh", nonce: keyd.nonce(), key: key)
            outcome = try await keyd.request("fresh", key: "guest")
            rounds += 1
        } while outcome.status == 1 && rounds < 20
        return outcome
    }

    private func otherRoot(_ keyd: Keyd, _ key: String) async throws {
        let text = try keyd.world.text("root.pem")
        let secret = try keyd.world.text("root-key.pem")
        _ = try await Keyd.evidence(keyd.world, "root", keyd.world.folder.path)
        try await keyd.document("foreign-root", nonce: keyd.nonce(), key: key)
        try keyd.world.write("root.pem", text)
        try keyd.world.write("root-key.pem", secret)
        try await refused(keyd, "foreign-root", "evidence.invalid")
    }
}
