import Authorization
import Codec
import Contracts
import CurlTransport
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite(
    "Decisions over the development chain, while its policy changes",
    .enabled(if: Devnet.isAvailable, "the set-up has not put Python into .venv"))
struct DevnetReadTests {
    /// A chain, a client of it, and a view of it by three operators.
    private struct Scene {
        let chain: Devnet
        let client: EthereumClient
        let view: ChainView
        let kms: Address
        let app: Address
        let timelock: Address
        let request: BootRequest
    }

    private func scene() async throws -> Scene {
        let begin = Int(Date().timeIntervalSince1970) - 43_200
        let chain = try await Devnet.start("--timestamp", "\(begin)")
        func contract(_ name: String) throws -> Address {
            try Address(hex: try #require(chain.description["contracts"]?[name]?.string))
        }
        let loop = try CurlLoop()
        let url = try RedactedURL(chain.url)
        let labels = ["a", "b", "c"]
        let providers = try labels.map {
            ChainProvider(label: $0, transport: try CurlTransport(url: url, loop: loop))
        }
        var configuration = ChainViewConfiguration(
            providers: providers,
            rule: try HeadRule(
                operators: labels, quorum: 2, finalizedAge: 86_400, recentAge: 86_400),
            kms: try contract("kms"))
        configuration.chainID = 31337
        configuration.pollInterval = .milliseconds(50)
        let device = try Hash32(
            hex: try #require(chain.description["deployment"]?["policy"]?["appDevice"]?.string))
        let image = Keccak256.hash(utf8: "an image")
        let request = BootRequest(
            kind: .app, teeVariant: "dstack-tdx", mrAggregated: image, osImageHash: image,
            mrSystem: image, appID: try contract("app"), composeHash: image, instanceID: .zero,
            deviceID: device, tcbStatus: "UpToDate", advisoryIDs: [])
        let view = try ChainView(configuration)
        try await view.start()
        return Scene(
            chain: chain, client: providers[0].client(until: .now + .seconds(60)), view: view,
            kms: configuration.kms, app: request.appID, timelock: try contract("timelock"),
            request: request)
    }

    private func change(_ scene: Scene, _ target: Address, _ call: some ABICall) async throws {
        _ = try await scene.client.devnetSend(
            from: scene.timelock, to: target, input: call.calldata)
    }

    /// Waits until the view has agreed on the chain's newest block.
    private func agreed(_ scene: Scene) async throws -> BlockNumber {
        let head = try await scene.client.blockNumber()
        for _ in 0..<400 {
            if scene.view.status.heads?.recent.number == head { return head }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record(
            "the view never saw block \(head): \(String(describing: scene.view.status.denial))")
        return head
    }

    @Test(
        "G20: requests run; a grant counts once it is final, a revocation at the next recent block")
    func grantAndRevocation() async throws {
        let scene = try await scene()
        let (image, compose) = (scene.request.osImageHash, scene.request.composeHash)
        _ = try await scene.client.raw("anvil_impersonateAccount", [.string(scene.timelock.hex)])
        _ = try await scene.client.raw(
            "anvil_setBalance", [.string(scene.timelock.hex), "0xde0b6b3a7640000"])
        let answers = TestBox<[(allowed: Bool, recent: BlockNumber?)]>([])
        let traffic = Task {
            while !Task.isCancelled {
                let decided = await scene.view.decide(scene.request)
                answers.change { $0.append((decided.decision.isAllowed, decided.recent?.number)) }
                await Task.yield()
                try? await Task.sleep(for: .milliseconds(2))
            }
        }
        _ = try await agreed(scene)
        #expect(await scene.view.decide(scene.request).decision.reason == "OS image is not allowed")
        try await change(scene, scene.kms, DstackKms.AddOsImageHash(image))
        try await change(scene, scene.app, DstackApp.AddComposeHash(compose))
        let granted = try await agreed(scene)
        #expect(await scene.view.decide(scene.request).decision.isAllowed == false)
        try await scene.client.devnetMine(2)
        _ = try await agreed(scene)
        let allowed = await scene.view.decide(scene.request)
        #expect(allowed.decision.isAllowed && allowed.evidence == .proved)
        #expect(try #require(allowed.finalized).number >= granted)
        try await change(scene, scene.app, DstackApp.RemoveComposeHash(compose))
        let revoked = try await agreed(scene)
        let denied = await scene.view.decide(scene.request)
        #expect(denied.decision.reason == "Compose hash not allowed")
        traffic.cancel()
        await traffic.value
        scene.view.stop()
        #expect(answers.value.contains { $0.allowed })
        // No answer that saw the revocation, or only the grant's own block, allowed.
        for answer in answers.value where answer.allowed {
            let recent = try #require(answer.recent)
            #expect(recent < revoked && recent > granted)
        }
    }
}
