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
        let head = try await client.asking { client throws(ClientError) in
            try await client.blockNumber()
        }
        var scanner = LogScanner(
            client: client, addresses: [deployment.kms],
            topics: [[DstackKms.AppRegistered.id.topic]],
            from: BlockNumber(deployment.firstBlock ?? 0), to: head)
        var apps: Set<Address> = []
        do throws(LogScanError) {
            while let event = try await scanner.next() {
                guard case .page(let page) = event else { continue }
                for record in page.logs where record.log.data.count == 32 {
                    if let app = Address(record.log.data.slice(from: 12)) { apps.insert(app) }
                }
            }
        } catch {
            throw CommandFailure(.chain, "the registered apps: \(error)")
        }
        var found: [Requirement] = []
        for app in apps.sorted(by: { $0.bytes.hex < $1.bytes.hex }) {
            let answer = try? await client.read(DstackApp.GetRequireTcbUpToDate(), of: app)
            found.append(Requirement(app: app, requiresUpToDate: answer))
        }
        return found
    }
}
