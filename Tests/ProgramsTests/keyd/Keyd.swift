import Codec
import Foundation
import Glibc
import TestSupport
import Testing

/// A `dstack-keyd` on a development chain, with evidence of a test root.
final class Keyd: Sendable {
    let world: World
    let url: String
    let app: String
    /// Who signs the log's heads.
    let logKey: String
    private let kms: String
    private let timelock: String
    private let program: RunningProgram

    /// Starts a chain and the service.
    static func start(_ more: [String] = []) async throws -> Keyd {
        let world = try await World.start()
        _ = try await evidence(world, "root", world.folder.path)
        _ = try await world.dstackgov(
            "eth", "wallet", "from-mnemonic", "--mnemonic-file", "mnemonic", "--index", "7",
            "--keystore", "seed.json", "--password-file", "password", "--light")
        let contracts = world.chain.description["contracts"]
        let kms = contracts?["kms"]?.string ?? ""
        let program = try Program.keyd.start(
            [
                "--kind", "local", "--seed", "seed.json", "--password-file", "password", "--kms",
                kms, "--listen", "127.0.0.1:0", "--state", "keyd-state", "--announce",
                "keyd.json", "--test-root", "root.pem", "--max-head-age", "86400",
                "--poll-milliseconds", "50",
            ] + more, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
        let isReady = await program.waits { (try? world.text("keyd.json"))?.isEmpty == false }
        try #require(isReady, "\(program.errors)")
        let announced = try JSONValue(parsing: world.text("keyd.json"))
        return Keyd(
            world: world, url: announced["url"]?.string ?? "",
            logKey: announced["logKey"]?.string ?? "", app: contracts?["app"]?.string ?? "",
            kms: kms,
            timelock: contracts?["timelock"]?.string ?? "", program: program)
    }

    private init(
        world: World, url: String, logKey: String, app: String, kms: String, timelock: String,
        program: RunningProgram
    ) {
        self.world = world
        self.url = url
        self.logKey = logKey
        self.app = app
        self.kms = kms
        self.timelock = timelock
        self.program = program
    }

    /// Whether the kernel has VSOCK, number 40 of the families.
    static let hasVSOCK: Bool = {
        let descriptor = socket(40, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }()

    /// Runs the maker of test evidence.
    static func evidence(_ world: World, _ arguments: String...) async throws -> String {
        try await evidence(world, arguments)
    }

    /// Runs the maker of test evidence.
    static func evidence(_ world: World, _ arguments: [String]) async throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-m", "tools.nitro_evidence"] + arguments
        process.currentDirectoryURL = Fixtures.root
        process.standardOutput = output
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try process.run()
                        process.waitUntilExit()
                    })
            }
        }
        try #require(process.terminationStatus == 0)
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// A key pair of a guest, in `NAME.key`.
    func pair(_ name: String, isRSA: Bool = false) async throws -> String {
        try await Keyd.evidence(
            world, ["keypair", world.path("\(name).key")] + (isRSA ? ["--rsa"] : []))
    }

    /// A document of an enclave, in `NAME.bin`; the image's hash.
    @discardableResult
    func document(
        _ name: String, image: String = "right", nonce: String?, key: String?,
        more: [String] = []
    ) async throws -> String {
        var arguments = ["document", world.folder.path, world.path("\(name).bin")]
        arguments += ["--image", image] + more
        if let nonce { arguments += ["--nonce", nonce] }
        if let key { arguments += ["--public-key", key] }
        return try await Keyd.evidence(world, arguments)
    }

    /// A nonce of the service.
    func nonce() async throws -> String {
        let outcome = try await world.dstackgov("key", "nonce", "--url", url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    /// Asks for keys with `NAME.bin`.
    func request(
        _ name: String, key: String, more: [String] = []
    ) async throws -> Program.Outcome {
        try await world.dstackgov(
            [
                "key", "request", "--url", url, "--app", app, "--evidence", "\(name).bin",
                "--private-key", "\(key).key",
            ] + more)
    }

    /// The registry allows, or no longer allows, an image for the KMS and the app, and it is final.
    func register(_ image: String, isAllowed: Bool) async throws {
        try await rpc("anvil_setBalance", "\"\(timelock)\"", "\"0xde0b6b3a7640000\"")
        for (target, selector) in [
            (kms, isAllowed ? "0x06a3ae96" : "0x9425bac6"),
            (app, isAllowed ? "0xdfc77223" : "0x67b3f22c"),
        ] {
            try await rpc("anvil_impersonateAccount", "\"\(timelock)\"")
            let call = ["from": timelock, "to": target, "data": selector + image.dropFirst(2)]
            let text = try JSONEncoder().encode(call)
            try await rpc("eth_sendTransaction", String(decoding: text, as: UTF8.self))
        }
        try await world.settle()
    }

    /// What the log of decisions has recorded.
    func log() throws -> [JSONValue] {
        try world.text("keyd-state/log/records.jsonl").split(separator: "\n").compactMap {
            try JSONValue(parsing: String($0))["record"]
        }
    }

    /// A certificate of RA-TLS for the app, in `NAME`, its key in `NAME.key`; the image's hash.
    @discardableResult
    func certificate(_ name: String, app: String? = nil, more: [String] = []) async throws -> String
    {
        try await Keyd.evidence(
            world,
            [
                "certificate", world.folder.path, world.path(name), "--image", "right", "--app",
                app ?? self.app,
            ] + more)
    }

    /// Asks for keys with the certificate `NAME` and a private key.
    func request(
        certificate name: String, key: String? = nil, more: [String] = []
    ) async throws -> Program.Outcome {
        try await world.dstackgov(
            [
                "key", "request", "--url", url, "--app", app, "--certificate", name,
                "--private-key", (key ?? name) + ".key",
            ] + more)
    }

    private func rpc(_ method: String, _ parameters: String...) async throws {
        let outcome = try await world.dstackgov(["eth", "rpc", method] + parameters)
        try #require(outcome.status == 0, "\(method): \(outcome.errors)")
    }
}
