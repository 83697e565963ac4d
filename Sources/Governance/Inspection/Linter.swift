import Codec
import Contracts
import Cryptography
import Primitives

/// Finds what a signer should know about an operation.
enum Linter {
    /// A delay below this many seconds is short: dstack's advice for production is a day at least.
    static let usualDelay: UInt64 = 86_400

    /// SHA-256 of 144 zero bytes: the OS image hash of every enclave in debug mode.
    static let debugImageHash = SHA256.hash(Bytes(repeating: 0, count: 144))

    /// All findings, in the order of the calls. Cancelling and rejecting change nothing, and have
    /// none.
    static func findings(of operation: Operation) -> [Finding] {
        guard operation.action == .schedule || operation.action == .direct else { return [] }
        var findings = operation.calls.flatMap(findings)
        findings += onePlace(operation)
        if let timelock = operation.timelock, timelock.delay < usualDelay {
            let delay = SecondsSpan(seconds: timelock.delay)
            findings.append(
                Finding(.warning, .shortDelay, "the delay of \(delay) is below a day"))
        }
        if operation.provenance == nil, operation.calls.contains(where: allows) {
            findings.append(
                Finding(.notice, .noProvenance, "nothing says how the allowed value was built"))
        }
        return findings
    }

    private static func findings(of call: TimelockOperation.Call) -> [Finding] {
        guard let decoded = CallMeaning(call).decoded else {
            return [
                Finding(.danger, .unknownCall, "\(call.target): \(CallMeaning(call))")
            ]
        }
        var findings: [Finding] = []
        if !call.value.isZero, decoded.function.mutability != .payable {
            findings.append(
                Finding(.danger, .value, "\(decoded.function.name) takes no ether, and gets some"))
        }
        switch decoded.function.name {
        case "renounceOwnership", "disableUpgrades":
            findings.append(
                Finding(.danger, .irreversible, "\(decoded.function.name) cannot be undone"))
        case "upgradeToAndCall":
            findings.append(
                Finding(.danger, .upgrade, "\(call.target) gets other code: \(decoded)"))
        case _ where allows(call):
            switch decoded.arguments.first?.hash {
            case Hash32.zero:
                findings.append(
                    Finding(.danger, .zeroHash, "\(decoded.function.name) of 32 zero bytes"))
            case debugImageHash:
                findings.append(
                    Finding(
                        .danger, .debugHash, "\(debugImageHash) is what every debug enclave has"))
            default: break
            }
        default: break
        }
        return findings
    }

    /// Whether the call allows something by its hash.
    private static func allows(_ call: TimelockOperation.Call) -> Bool {
        switch CallMeaning(call).decoded?.function.name {
        case "addOsImageHash", "addComposeHash", "addKmsAggregatedMr", "addKmsDevice", "addDevice":
            true
        default: false
        }
    }

    /// OS images without a compose hash of the same value, and the other way round.
    private static func onePlace(_ operation: Operation) -> [Finding] {
        let images = arguments(of: "addOsImageHash", in: operation)
        let composes = arguments(of: "addComposeHash", in: operation)
        return images.subtracting(composes).sorted().map { hash in
            Finding(
                .warning, .onePlace,
                "\(hash) is allowed as OS image only: a Nitro enclave needs it as the app's "
                    + "compose hash too")
        }
    }

    private static func arguments(of function: String, in operation: Operation) -> Set<Hash32> {
        Set(
            operation.calls.compactMap { call in
                guard let decoded = CallMeaning(call).decoded, decoded.function.name == function
                else { return nil }
                return decoded.arguments.first?.hash
            })
    }
}
