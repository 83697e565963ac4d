import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstack-keyd with TDX guests", .serialized, .enabled(if: Devnet.isAvailable))
struct KeyReleaseTDXTests {
    private static let image = "0x" + String(repeating: "33", count: 32)
    private static let compose = "0x" + String(repeating: "22", count: 32)
    /// SHA-256 of the platform's id, the bytes 0 to 15.
    private static let device =
        "0xbe45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991"
    private static let instance = "0x000102030405060708090a0b0c0d0e0f10111213"

    @Test("of a KMS's roots, over a Unix socket, a guest gets keys sealed to its certificate's key")
    func certificates() async throws {
        let keyd = try await Keyd.start(["--socket", "keyd.sock"], isTDX: true)
        #expect(keyd.url == "unix:keyd.sock")
        let early = try await request(keyd)
        #expect(early.status == 1 && early.errors.contains("boot.denied"), "\(early.errors)")
        #expect(early.errors.contains("OS image is not allowed"), "\(early.errors)")

        try await keyd.allow(device: Self.device)
        try await keyd.register(Self.image, compose: Self.compose, isAllowed: true)
        let first = try await eventually(keyd)
        #expect(first.status == 0 && first.output.count == 65, "\(first.errors)")
        #expect(first.errors.contains("test root"), "\(first.errors)")
        let elsewhere = try await keyd.request(certificate: "guest.pem")
        #expect(
            elsewhere.status == 1 && elsewhere.errors.contains("app.other"),
            "an instance that nobody named: \(elsewhere.errors)")
        try await fullDisk(keyd, key: first.output)

        // Another certificate of the same guest: the same key, to a file.
        let second = try await request(keyd, making: [], more: ["--out", "disk.key"])
        #expect(second.status == 0 && second.output.isEmpty, "\(second.errors)")
        #expect(try keyd.world.text("disk.key") == first.output)
        #expect(try keyd.world.mode("disk.key") == 0o600)
        try await refusals(keyd)
        #expect(try keyd.log().filter { $0["isReleased"] == .bool(true) }.count == 3)
    }

    /// What cannot be recorded is not released, and with room again the log goes on.
    private func fullDisk(_ keyd: Keyd, key: String) async throws {
        try keyd.limit(files: "1")
        let unrecorded = try await request(keyd)
        #expect(
            unrecorded.status == 1 && unrecorded.errors.contains("refused: log.unavailable"),
            "\(unrecorded.status) \(unrecorded.errors)")
        #expect(unrecorded.output.isEmpty, "nothing leaves")
        try keyd.limit(files: "unlimited")
        // Any descriptor that the caller has open takes the key in place of standard output.
        let recorded = try await request(keyd, more: ["--descriptor", "2"])
        #expect(recorded.status == 0 && recorded.output.isEmpty, "\(recorded.errors)")
        #expect(recorded.errors.contains(key))
    }

    private func refusals(_ keyd: Keyd) async throws {
        let other = "0x" + String(repeating: "44", count: 32)
        let refusals: [(made: [String], rule: String)] = [
            (["--debug"], "evidence.debug"),
            (["--foreign-key"], "evidence.invalid"),
            (["--app", "0x" + String(repeating: "99", count: 20)], "app.other"),
            (["--compose", other], "boot.denied"),
            // The extensions of before containers name no image, so that no KMS can allow it.
            (["--legacy"], "boot.denied"),
        ]
        for (made, rule) in refusals {
            let outcome = try await request(keyd, making: made)
            #expect(
                outcome.status == 1 && outcome.errors.contains("refused: \(rule)"),
                "\(made): \(outcome.status) \(outcome.errors)")
        }
        // Without collateral nobody vouches for the platform.
        try keyd.world.write("collateral.json", "{}")
        let blind = try await request(keyd)
        #expect(blind.status == 1 && blind.errors.contains("service.failed"), "\(blind.errors)")
    }

    /// Asks for keys, with a certificate that is made for it where options of its maker are given.
    private func request(
        _ keyd: Keyd, making made: [String]? = nil, more: [String] = []
    ) async throws -> Program.Outcome {
        if let made {
            _ = try await PythonTool.run(
                "tools.tdx_evidence",
                [keyd.world.folder.path, "--certificate", "guest.pem", "--app", keyd.app] + made)
        }
        return try await keyd.request(
            certificate: "guest.pem", more: ["--instance", Self.instance] + more)
    }

    /// A request until the service's view has the block of the grant.
    private func eventually(_ keyd: Keyd) async throws -> Program.Outcome {
        var outcome = try await request(keyd)
        var rounds = 0
        while outcome.status == 1, outcome.errors.contains("boot.denied"), rounds < 20 {
            outcome = try await request(keyd)
            rounds += 1
        }
        return outcome
    }
}
