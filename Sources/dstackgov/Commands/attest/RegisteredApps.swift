import Chain
import Codec
import Contracts
import EthereumClient
import Primitives

/// The apps of a registry, and what they demand of a platform.
struct RegisteredApps {
    let client: EthereumClient
    let deployment: Deployment

    /// One app's demand.
    struct Requirement {
        let app: Address
        /// Whether a platform must be up to date; nil where the contract does not say.
        let requiresUpToDate: Bool?
    }

    /// Every app that was ever registered, with its demand at the newest block.
    func requirements() async throws(CommandFailure) -> [Requirement] {
        let records = try await client.events(
            of: [deployment.kms], topics: [[DstackKms.AppRegistered.id.topic]],
            from: deployment.firstBlock ?? 0, subject: "the registered apps")
        let apps = Set(
            records.filter { $0.log.data.count == 32 }
                .compactMap { Address($0.log.data.slice(from: 12)) })
        var found: [Requirement] = []
        for app in apps.sorted(by: { $0.bytes.hex < $1.bytes.hex }) {
            let answer = try? await client.read(DstackApp.GetRequireTcbUpToDate(), of: app)
            found.append(Requirement(app: app, requiresUpToDate: answer))
        }
        return found
    }
}
