import Codec
import TestSupport
import Testing

@Suite("dstack-keyd and dstackgov key", .serialized, .enabled(if: Devnet.isAvailable))
struct KeyReleaseWayTests {
    @Test("an image gets keys after the grant, and none before it or after the revocation")
    func grantAndRevocation() async throws {
        let keyd = try await Keyd.start()
        let key = try await keyd.pair("guest")
        let image = try await keyd.document("early", nonce: keyd.nonce(), key: key)
        let early = try await keyd.request("early", key: "guest")
        #expect(early.status == 1 && early.errors.contains("boot.denied"), "\(early.errors)")
        #expect(early.errors.contains("OS image is not allowed"), "\(early.errors)")

        try await keyd.register(image, isAllowed: true)
        try await keyd.document("right", nonce: keyd.nonce(), key: key)
        let released = try await eventually(keyd, "right", key)
        #expect(released.status == 0, "\(released.errors)")
        #expect(released.output.count == 65)
        #expect(released.errors.contains("test root"), "evidence of a test root is named as such")

        try await keyd.register(image, isAllowed: false)
        try await keyd.document("late", nonce: keyd.nonce(), key: key)
        let late = try await keyd.request("late", key: "guest")
        #expect(late.status == 1 && late.errors.contains("boot.denied"), "\(late.errors)")

        let log = try keyd.log()
        let outcomes = log.compactMap { line -> Bool? in
            if case .bool(let isReleased)? = line["isReleased"] { isReleased } else { nil }
        }
        #expect(outcomes.first == false && outcomes.contains(true) && outcomes.last == false)
        let text = log.map { $0.serialized(.compact) }.joined()
        #expect(!text.contains(released.output.dropLast()), "no key is in the log")
    }

    @Test("keys are the same for every request, and open for RSA as for X25519, to a file of 0600")
    func kinds() async throws {
        let keyd = try await Keyd.start()
        let x25519 = try await keyd.pair("guest")
        let rsa = try await keyd.pair("big", isRSA: true)
        let image = try await keyd.document("first", nonce: keyd.nonce(), key: x25519)
        try await keyd.register(image, isAllowed: true)
        let first = try await eventually(keyd, "first", x25519)
        try await keyd.document("second", nonce: keyd.nonce(), key: rsa)
        let second = try await keyd.request("second", key: "big", more: ["--out", "disk.key"])
        #expect(second.status == 0 && second.output.isEmpty, "\(second.errors)")
        #expect(try keyd.world.text("disk.key") == first.output)
        #expect(try keyd.world.mode("disk.key") == 0o600)
        try await keyd.document("third", nonce: keyd.nonce(), key: x25519)
        let other = try await keyd.request(
            "third", key: "guest", more: ["--part", "k256", "--json"])
        let answer = try JSONValue(parsing: other.output)
        #expect(answer["part"] == "k256" && answer["key"]?.string?.count == 64)
        #expect(answer["key"]?.string.map { $0 + "\n" } != first.output, "\(other.errors)")
        try await certificates(keyd, diskKey: first.output)
        try await verifiedLog(keyd)
    }

    /// Evidence in a certificate: the same keys, sealed to the certificate's key, and to no other.
    private func certificates(_ keyd: Keyd, diskKey: String) async throws {
        try await keyd.certificate("guest.pem")
        let released = try await keyd.request(certificate: "guest.pem")
        #expect(released.status == 0 && released.output == diskKey, "\(released.errors)")
        try await keyd.certificate("unbound.pem", more: ["--foreign-key"])
        try await keyd.certificate("other.pem", app: "0x" + String(repeating: "99", count: 20))
        try await keyd.certificate("old.pem", more: ["--age", "400"])
        try await keyd.certificate("debug.pem", more: ["--debug"])
        let refusals = [
            ("unbound.pem", "unbound.pem", "evidence.invalid"),
            ("other.pem", "other.pem", "app.other"), ("old.pem", "old.pem", "evidence.stale"),
            ("debug.pem", "debug.pem", "evidence.debug"), ("guest.pem", "old.pem", "key.proof"),
        ]
        for (name, key, rule) in refusals {
            let outcome = try await keyd.request(certificate: name, key: key)
            #expect(
                outcome.status == 1 && outcome.errors.contains("refused: \(rule)"),
                "\(name): \(outcome.errors)")
        }
    }

    /// The other service's command reads the log, and what was released is in it.
    private func verifiedLog(_ keyd: Keyd) async throws {
        let outcome = try await Program.authd.run(
            ["log", "verify", "--log", "keyd-state/log", "--public-key", keyd.logKey],
            in: keyd.world.folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let records = try keyd.log()
        #expect(outcome.output.contains("\(records.count) records"), "\(outcome.output)")
        #expect(records.contains { $0["isReleased"] == .bool(true) })
    }

    /// A request whose evidence is made anew until the service's view has the block.
    private func eventually(
        _ keyd: Keyd, _ name: String, _ key: String
    ) async throws -> Program.Outcome {
        var outcome = try await keyd.request(name, key: "guest")
        var rounds = 0
        while outcome.status == 1, rounds < 20 {
            try await keyd.document(name, nonce: keyd.nonce(), key: key)
            outcome = try await keyd.request(name, key: "guest")
            rounds += 1
        }
        return outcome
    }
}
