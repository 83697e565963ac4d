import Codec
import Contracts
import Primitives

/// Values that are allowed: measurements and devices.
extension Linter {
    /// Ids that tell nothing about a device: SHA-256 of "i", which older verifiers give every Nitro
    /// enclave, and of nothing, which an unverified decoding shows.
    private static let sharedDevices: [Hash32: String] = [
        Hash32(literal: 0xde7d1b721a1e0632b7cf04edf5032c8ecffa9f9a08492152b926f1a5a7e765d7):
            "every Nitro enclave has this device id where the verifier is old",
        Hash32(literal: 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855):
            "this is the hash of nothing, and no device's id",
    ]

    func allowing(_ node: CallNode) -> [Finding] {
        guard let decoded = node.meaning.decoded else { return [] }
        let function = decoded.function.name
        switch function {
        case "setAllowAnyDevice":
            return decoded.arguments.first?.bool == true
                ? [Finding(.warning, .anyDevice, "the app \(node.target) boots on every device")]
                : []
        case "setRequireTcbUpToDate":
            return decoded.arguments.first?.bool == true
                ? [
                    Finding(
                        .warning, .nitroTCB,
                        "no Nitro enclave has a TCB status: none of the app's will boot")
                ] : []
        case "removeOsImageHash", "removeComposeHash", "removeKmsAggregatedMr", "removeKmsDevice",
            "removeDevice":
            return [
                Finding(
                    .notice, .slowRemoval,
                    "\(function) reaches nothing that runs already, and waits like an addition")
            ]
        default: break
        }
        guard Linter.allows(node), let hash = decoded.arguments.first?.hash else { return [] }
        if hash.isZero {
            return [Finding(.danger, .zeroHash, "\(function) of 32 zero bytes")]
        }
        if hash == DstackPolicy.debugMeasurement {
            return [Finding(.danger, .debugHash, "\(hash) is what every debug enclave has")]
        }
        if function.hasSuffix("Device"), let why = Linter.sharedDevices[hash] {
            return [Finding(.danger, .sharedDevice, "\(hash): \(why)")]
        }
        return []
    }

    /// Whether the call allows something by its hash.
    static func allows(_ node: CallNode) -> Bool {
        switch node.meaning.decoded?.function.name {
        case "addOsImageHash", "addComposeHash", "addKmsAggregatedMr", "addKmsDevice", "addDevice":
            true
        default: false
        }
    }

    /// OS images without a compose hash of the same value.
    func onePlace() -> [Finding] {
        var images: Set<Hash32> = []
        var composes: Set<Hash32> = []
        for node in tree.leaves {
            guard let decoded = node.meaning.decoded, let hash = decoded.arguments.first?.hash
            else { continue }
            if decoded.function.name == "addOsImageHash" { images.insert(hash) }
            if decoded.function.name == "addComposeHash" { composes.insert(hash) }
        }
        return images.subtracting(composes).sorted().map { hash in
            Finding(
                .warning, .onePlace,
                "\(hash) is allowed as OS image only: a Nitro enclave needs it as the app's "
                    + "compose hash too")
        }
    }
}
