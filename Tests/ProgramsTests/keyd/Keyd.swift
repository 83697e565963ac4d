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
    private let program: RunningProgram

    /// Starts a chain and the service with further options. For TDX the test root is one of TDX guests,
    /// whose collateral is then read, and app keys are those of a KMS's two root keys, not of a seed;
    /// `guest.pem` is then a guest's certificate.
    static func start(_ more: [String] = [], isTDX: Bool = false) async throws -> Keyd {
        let world = try await World.start()
        let contracts = world.chain.description["contracts"]
        let app = contracts?["app"]?.string ?? ""
        let roots: [String]
        if isTDX {
            _ = try await PythonTool.run(
                "tools.tdx_evidence",
                [world.folder.path, "--certificate", "guest.pem", "--app", app])
            try world.write("root-k256.key", String(repeating: "k", count: 32))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: world.path("root-k256.key"))
            roots = [
                "--kind", "kms", "--root-ca-key", "tdx-root-key.pem", "--root-k256-key",
                "root-k256.key", "--test-root", "tdx-root.pem", "--collateral", "collateral.json",
            ]
        } else {
            _ = try await evidence(world, "root", world.folder.path)
            _ = try await world.dstackgov(
                "eth", "wallet", "from-mnemonic", "--mnemonic-file", "mnemonic", "--index", "7",
                "--keystore", "seed.json", "--password-file", "password", "--light")
            roots = [
                "--kind", "local", "--seed", "seed.json", "--password-file", "password",
                "--test-root", "root.pem",
            ]
        }
        let kms = contracts?["kms"]?.string ?? ""
        let program = try Program.keyd.start(
            [
                "--kms", kms, "--listen", "127.0.0.1:0", "--state", "keyd-state", "--announce",
                "keyd.json", "--max-head-age", "86400", "--poll-milliseconds", "50",
            ] + roots + more, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
        let isReady = await program.waits { (try? world.text("keyd.json"))?.isEmpty == false }
        try #require(isReady, "\(program.errors)")
        let announced = try JSONValue(parsing: world.text("keyd.json"))
        return Keyd(
            world: world, url: announced["url"]?.string ?? "",
            logKey: announced["logKey"]?.string ?? "", app: app, kms: kms,
            program: program)
    }

    /// Which service `dstackgov key` is to ask.
    private var place: [String] {
        url.hasPrefix("unix:") ? ["--socket", String(url.dropFirst(5))] : ["--url", url]
    }

    private init(
        world: World, url: String, logKey: String, app: String, kms: String, program: RunningProgram
    ) {
        self.world = world
        self.url = url
        self.logKey = logKey
        self.app = app
        self.kms = kms
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
        try await PythonTool.run("tools.nitro_evidence", arguments)
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
        let outcome = try await world.dstackgov(["key", "nonce"] + place)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    /// Asks for keys with `NAME.bin`.
    func request(
        _ name: String, key: String, more: [String] = []
    ) async throws -> Program.Outcome {
        try await world.dstackgov(
            [
                "key", "request", "--app", app, "--evidence", "\(name).bin",
                "--private-key", "\(key).key",
            ] + place + more)
    }

    /// The registry allows, or no longer allows, an image for the KMS and the app, and it is final.
    func register(
        _ image: String, compose: String? = nil, isAllowed: Bool
    ) async throws {
        try await world.order(
            (kms, (isAllowed ? "0x06a3ae96" : "0x9425bac6") + image.dropFirst(2)),
            (app, (isAllowed ? "0xdfc77223" : "0x67b3f22c") + (compose ?? image).dropFirst(2)))
        try await world.settle()
    }

    /// The app allows a device: `addDevice(bytes32)`.
    func allow(device: String) async throws {
        try await world.order((app, "0x2a819728" + device.dropFirst(2)))
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
                "key", "request", "--app", app, "--certificate", name,
                "--private-key", (key ?? name) + ".key",
            ] + place + more)
    }

    /// The largest file that the service may write from now on, in bytes: less than there is does what
    /// a full disk does.
    func limit(files: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/prlimit")
        process.arguments = ["--pid", "\(program.identifier)", "--fsize=\(files):unlimited"]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
