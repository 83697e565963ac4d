import Attestation
import Cryptography
import Primitives

/// Measures artefacts, and takes what evidence proves.
enum WorkloadReading {
    /// The two places of an enclave image, measured from its bytes.
    static func image(_ path: String) throws(CommandFailure) -> [WorkloadValue] {
        guard case .image(let image) = try MeasuredFile.read(path) else {
            throw CommandFailure(
                .input, "\(path): no Enclave Image File",
                remedy: "For what a tool told, use measure nitro and --image.")
        }
        if let fault = image.signature?.fault {
            throw CommandFailure(
                .refused, "\(path): \(fault); the hypervisor starts no such image",
                remedy: "Build and sign the image anew.")
        }
        return WorkloadValue.ofEnclave(image.measurement.osImageHash, path, .measured)
    }

    /// The compose hash of an app-compose.json.
    static func compose(_ path: String) throws(CommandFailure) -> WorkloadValue {
        let bytes = try File.read(path)
        do throws(AppComposeError) {
            let app = try AppCompose(file: bytes)
            return WorkloadValue(
                place: .compose, hash: app.composeHash, source: path, basis: .measured)
        } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }

    /// OS image, compose hash, and where wanted the device of a boot that evidence proves.
    static func evidence(
        _ path: String, _ options: EvidenceOptions, withDevice: Bool
    ) throws(CommandFailure) -> [WorkloadValue] {
        let source = try EvidenceFile(try File.read(path), path: path)
        let boot: MeasuredBoot
        let trust = try options.trust(signedAt: source.signedAt)
        do throws(EvidenceFailure) { boot = try source.verified(trust) } catch {
            throw CommandFailure(.notVerified, "\(path): \(error.reason)")
        }
        if let refusal = boot.refusals.first {
            throw CommandFailure(.refused, "\(path): \(refusal.text)")
        }
        let origin = boot.root.isPinned ? path : "\(path), which a test root vouches for"
        let identity = boot.identity
        var members: [(WorkloadValue.Place, Known<Bytes>)] = [
            (.osImage, identity.osImageHash),
            (.compose, identity.composeHash),
        ]
        if withDevice { members.append((.device, identity.deviceID)) }
        let values = members.compactMap { place, member -> WorkloadValue? in
            guard let hash = Hash32(member.value) else { return nil }
            return WorkloadValue(
                place: place, hash: hash, source: origin, basis: basis(member.origin))
        }
        guard !values.isEmpty else {
            throw CommandFailure(
                .input, "\(path): the evidence names neither an image nor an app",
                remedy: "A bare quote measures registers only: give the guest's whole attestation.")
        }
        return values
    }

    private static func basis(_ origin: Origin) -> WorkloadValue.Basis {
        switch origin {
        case .signed, .replayed: .attested
        case .claimed, .absent: .claimed
        }
    }
}
