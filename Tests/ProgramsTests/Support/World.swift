import Codec
import Foundation
import TestSupport
import Testing

/// A development chain with the whole governance on it, a folder to work in, and keystores of the
/// Safe's first two owners and of somebody without any role.
///
/// One world serves many cases: a start takes seconds.
final class World: Sendable {
    let chain: Devnet
    /// Holds `deployment.json`, `password` and the keystores `owner1.json`, `owner2.json`,
    /// `anyone.json`; removed with the world.
    let folder: URL

    /// Starts a chain whose clock is twelve hours behind: tests move it by hours, and nothing may
    /// come from the future.
    static func start() async throws -> World {
        let begin = Int(Date().timeIntervalSince1970) - 43_200
        let world = try World(chain: try await Devnet.start("--timestamp", "\(begin)"))
        try await world.writeKeystores()
        return world
    }

    private init(chain: Devnet) throws {
        self.chain = chain
        folder = FileManager.default.temporaryDirectory
            .appending(path: "world-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try secret("password", "test")
        try secret("mnemonic", chain.description["mnemonic"]?.string ?? "")
        let deployment = chain.description["deployment"] ?? .null
        try write("deployment.json", deployment.serialized(.pretty))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The path of a file in the world's folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file into the world's folder.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// The text of a file in the world's folder.
    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The permissions of a file in the world's folder.
    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    /// Runs `dstackgov` in the world's folder against its chain.
    func dstackgov(_ arguments: String..., input: String = "") async throws -> Program.Outcome {
        try await dstackgov(arguments, input: input)
    }

    /// Runs `dstackgov` in the world's folder against its chain.
    func dstackgov(_ arguments: [String], input: String = "") async throws -> Program.Outcome {
        try await Program.dstackgov.run(
            arguments, environment: ["ETH_RPC_URL": chain.url], input: input, in: folder)
    }

    /// The chain's clock moves, and enough blocks follow that the past is final.
    func pass(seconds: UInt64) async throws {
        _ = try await dstackgov("eth", "rpc", "evm_increaseTime", "\(seconds)")
        try await settle()
    }

    /// Blocks, until what happened is final.
    func settle() async throws { _ = try await dstackgov("eth", "rpc", "anvil_mine", "3") }

    /// The owner of all contracts, their timelock, makes calls, as nobody may in earnest.
    func order(_ calls: (target: String, data: String)...) async throws {
        let timelock = chain.description["contracts"]?["timelock"]?.string ?? ""
        var requests = [
            ["anvil_setBalance", "\"\(timelock)\"", "\"0xde0b6b3a7640000\""],
            ["anvil_impersonateAccount", "\"\(timelock)\""],
        ]
        for (target, data) in calls {
            let call: JSONValue = [
                "from": .string(timelock), "to": .string(target), "data": .string(data),
            ]
            requests.append(["eth_sendTransaction", call.serialized(.compact)])
        }
        for request in requests {
            let outcome = try await dstackgov(["eth", "rpc"] + request)
            try #require(outcome.status == 0, "\(request): \(outcome.errors)")
        }
    }

    /// A boot of the deployment's app on its device, as a KMS asks for it; all hashes are `image`.
    func boot(of image: String) throws -> String {
        let deployment = try #require(chain.description["deployment"])
        let device = try #require(deployment["policy"]?["appDevice"]?.string).dropFirst(2)
        let app = try #require(deployment["app"]?["address"]?.string).dropFirst(2)
        let hash = image.dropFirst(2)
        return """
            {"mrAggregated":"\(hash)","osImageHash":"\(hash)","mrSystem":"","appId":"\(app)",\
            "composeHash":"\(hash)","instanceId":"","deviceId":"\(device)",\
            "tcbStatus":"UpToDate","advisoryIds":[]}
            """
    }

    private func writeKeystores() async throws {
        for (index, name) in [(1, "owner1"), (2, "owner2"), (8, "anyone")] {
            _ = try await dstackgov(
                "eth", "wallet", "from-mnemonic", "--mnemonic-file", "mnemonic", "--index",
                "\(index)", "--keystore", "\(name).json", "--password-file", "password", "--light")
        }
    }

    private func secret(_ name: String, _ text: String) throws {
        try write(name, text)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: path(name))
    }
}
