import Codec
import Foundation
import TestSupport
import Testing

@Suite("A release gate waits until a boot is allowed", .enabled(if: Devnet.isAvailable))
struct WaitTests {
    private static let image = "0x" + String(repeating: "5a", count: 32)

    @Test("both programs say what is missing, and end with 0 once both blocks allow it")
    func granted() async throws {
        let world = try await World.start()
        try await world.settle()
        let deployment = try #require(world.chain.description["deployment"])
        let kms = try #require(deployment["kms"]?["address"]?.string)
        let app = try #require(deployment["app"]?["address"]?.string)
        try world.write("boot.json", try world.boot(of: Self.image))
        try world.write(
            "wait.yaml",
            """
            state: unused
            chain:
              kms: \(kms)
              providers: [{operator: devnet, url: "\(world.chain.url)"}]
              maxFinalizedAgeSeconds: 86400
              maxRecentAgeSeconds: 86400
              pollMilliseconds: 50
            """)
        func authd(_ timeout: String...) throws -> RunningProgram {
            try Program.authd.start(
                ["wait", "--until-allowed", "boot.json", "--config", "wait.yaml"] + timeout,
                in: world.folder)
        }
        let late = try authd("--timeout", "0")
        #expect(await late.waitForEnd() == 1)
        #expect(late.errors.contains("not yet: OS image is not allowed (contract)"))
        let waiting = try [
            authd(),
            Program.dstackgov.start(
                ["wait", "--until-allowed", "boot.json", "--max-head-age", "86400"],
                environment: ["ETH_RPC_URL": world.chain.url], in: world.folder),
        ]
        for program in waiting {
            #expect(await program.waits { program.errors.contains("not yet: OS image") })
        }
        // addOsImageHash(bytes32) alone, then addComposeHash(bytes32) as well.
        try await world.order((kms, "0x06a3ae96" + Self.image.dropFirst(2)))
        try await world.settle()
        for program in waiting {
            #expect(await program.waits { program.errors.contains("not yet: Compose hash") })
        }
        try await world.order((app, "0xdfc77223" + Self.image.dropFirst(2)))
        for program in waiting { #expect(program.isRunning, "\(program.errors)") }
        try await world.settle()
        for program in waiting { #expect(await program.waitForEnd() == 0, "\(program.errors)") }
        let unused = FileManager.default.fileExists(atPath: world.path("unused"))
        #expect(!unused, "a gate keeps no state")
    }
}
