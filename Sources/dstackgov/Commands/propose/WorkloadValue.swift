import Codec
import Contracts
import Governance
import Primitives

/// One value that is to be allowed: where it counts, where it comes from, and what that is worth.
struct WorkloadValue {
    /// Where a value is registered.
    enum Place: String {
        /// The OS images of the KMS.
        case osImage = "OS image"
        /// The compose hashes of the app.
        case compose = "compose hash"
        /// The devices of the app.
        case device = "device"
    }

    /// How a value came to be known.
    enum Basis: String {
        /// Computed here from the artefact's own bytes.
        case measured
        /// It stands in evidence that verified, signed or replayed to a signed register.
        case attested
        /// Somebody says so: the proposer, or a guest beside its evidence.
        case claimed
    }

    /// What tells two values apart.
    struct Key: Hashable {
        let place: Place
        let hash: Hash32
    }

    let place: Place
    let hash: Hash32
    /// The file or the option.
    let source: String
    let basis: Basis

    /// Place and hash.
    var key: Key { Key(place: place, hash: hash) }

    /// The two places of an enclave's image.
    static func ofEnclave(_ hash: Hash32, _ source: String, _ basis: Basis) -> [WorkloadValue] {
        [
            WorkloadValue(place: .osImage, hash: hash, source: source, basis: basis),
            WorkloadValue(place: .compose, hash: hash, source: source, basis: basis),
        ]
    }

    /// The call that allows it; nil for an app's value without an app.
    func call(kms: Address, app: Address?) -> TimelockOperation.Call? {
        switch place {
        case .osImage:
            TimelockOperation.Call(target: kms, data: DstackKms.AddOsImageHash(hash).calldata)
        case .compose:
            app.map {
                TimelockOperation.Call(target: $0, data: DstackApp.AddComposeHash(hash).calldata)
            }
        case .device:
            app.map {
                TimelockOperation.Call(target: $0, data: DstackApp.AddDevice(hash).calldata)
            }
        }
    }

    /// Refuses what enclaves in debug mode have.
    func check() throws(CommandFailure) {
        guard !hash.isZero, hash != DstackPolicy.debugMeasurement else {
            throw CommandFailure(
                .refused, "\(source): \(hash) is what enclaves in debug mode have",
                remedy: "Its host reads a debug enclave's memory; never allow it.")
        }
    }

    /// One line for signers; of a file its name, without the proposer's folders.
    var sentence: String {
        let name = source.split(separator: "/").last.map(String.init) ?? source
        return "\(place.rawValue) \(hash) \(basis.rawValue) from \(EscapedText(name, limit: 80))"
    }

    /// The value for programs.
    var document: JSONValue {
        [
            "place": .string(place.rawValue), "value": .string(hash.hex),
            "basis": .string(basis.rawValue), "source": .string(source),
        ]
    }
}
