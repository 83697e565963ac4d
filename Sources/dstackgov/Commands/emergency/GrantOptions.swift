import ArgumentParser
import Contracts
import EthereumClient
import Governance
import Primitives

/// Which grant is to be taken away.
struct GrantOptions: ParsableArguments {
    @Option(help: "An OS image.")
    var image: String?

    @Option(help: "A compose hash of the app.")
    var compose: String?

    @Option(help: "A device of the app.")
    var device: String?

    @Option(help: "A measurement of the KMS itself.")
    var kmsMeasurement: String?

    @Option(help: "A device of the KMS.")
    var kmsDevice: String?

    @Option(help: "The app; otherwise that of --deployment.")
    var app: String?

    func validate() throws {
        let given = [image, compose, device, kmsMeasurement, kmsDevice].compactMap(\.self)
        guard given.count == 1 else {
            throw ValidationError(
                "Give one of --image, --compose, --device, --kms-measurement, --kms-device.")
        }
    }

    /// The grant.
    func grant(_ deployment: Deployment) throws(CommandFailure) -> Grant {
        if let image { return .image(try Input.hash(image, "--image")) }
        if let kmsMeasurement {
            return .kmsMeasurement(try Input.hash(kmsMeasurement, "--kms-measurement"))
        }
        if let kmsDevice { return .kmsDevice(try Input.hash(kmsDevice, "--kms-device")) }
        let address: Address
        if let app {
            address = try Input.address(app, "--app")
        } else if let first = deployment.app {
            address = first
        } else {
            throw CommandFailure(.input, "--app: which app?")
        }
        if let compose { return .compose(try Input.hash(compose, "--compose"), app: address) }
        return .device(try Input.hash(device ?? "", "--device"), app: address)
    }

    /// Whether the chain allows it now.
    static func isAllowed(
        _ grant: Grant, kms: Address, _ client: EthereumClient
    ) async throws(CommandFailure) -> Bool {
        switch grant {
        case .image(let hash): try await client.read(DstackKms.AllowedOsImages(hash), of: kms)
        case .kmsMeasurement(let hash):
            try await client.read(DstackKms.KmsAllowedAggregatedMrs(hash), of: kms)
        case .kmsDevice(let hash):
            try await client.read(DstackKms.KmsAllowedDeviceIds(hash), of: kms)
        case .compose(let hash, let app):
            try await client.read(DstackApp.AllowedComposeHashes(hash), of: app)
        case .device(let hash, let app):
            try await client.read(DstackApp.AllowedDeviceIds(hash), of: app)
        }
    }
}
