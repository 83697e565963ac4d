import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

/// A client of a development chain over a real connection.
struct DevnetClient: Sendable {
    let devnet: Devnet
    let client: EthereumClient

    /// A chain with nothing but accounts.
    static func empty() async throws -> DevnetClient {
        try DevnetClient(devnet: try await Devnet.start("--empty"))
    }

    init(devnet: Devnet) throws {
        self.devnet = devnet
        client = try DevnetClient.client(of: devnet.url)
    }

    static func client(of url: String) throws -> EthereumClient {
        EthereumClient(
            transport: try CurlTransport(url: try RedactedURL(url), loop: try CurlLoop()),
            label: "devnet", options: ClientOptions(attemptTimeout: .seconds(60)))
    }
}
