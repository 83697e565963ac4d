public import Cryptography
import Primitives

/// Why the container of a Nitro enclave gives no boot.
public enum NitroEvidenceError: Error, Equatable, Sendable {
    /// Evidence of another platform.
    case platform(Platform)
    /// The signed document.
    case document(NSMError)
    /// The container's report data are not what the document signs.
    case reportData
    /// The document lacks one of PCR0 to PCR2.
    case registers
    /// The configuration is no JSON object, or its image's hash no hex text.
    case configuration(String)
    /// The app id or the instance id of the events has not 20 bytes.
    case identifier(event: String, count: Int)
}

extension NitroEvidenceError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .platform(let platform): "evidence of \(platform.rawValue), not of a Nitro enclave"
        case .document(let error): error.description
        case .reportData: "the report data are not the user data of the signed document"
        case .registers: "the document lacks one of PCR0, PCR1 and PCR2"
        case .configuration(let text): "the configuration: \(text)"
        case .identifier(let event, let count): "the event \(event) has \(count) bytes, not 20"
        }
    }
}

extension MeasuredBoot {
    /// The boot that the container of a Nitro enclave proves.
    ///
    /// - Parameters:
    ///   - container: The container.
    ///   - root: The one certificate that is trusted.
    ///   - time: The time at which it is judged.
    ///   - isReplay: Whether that is a time of the past.
    ///   - rules: How old it may be.
    /// - Throws: ``NitroEvidenceError``.
    public init(
        nitro container: AttestationContainer, root: X509Certificate, at time: EvidenceTime,
        isReplay: Bool = false, rules: FreshnessRules = .standard
    ) throws(NitroEvidenceError) {
        guard case .nitroEnclave(let bytes) = container.evidence else {
            throw .platform(container.evidence.platform)
        }
        let document: VerifiedNSMDocument
        do throws(NSMError) {
            document = try VerifiedNSMDocument(
                verifying: bytes, root: root, at: time, isReplay: isReplay, rules: rules)
        } catch {
            throw .document(error)
        }
        guard document.document.userData == container.reportData else { throw .reportData }
        let claims = try NitroClaims(container)
        guard let boot = document.measuredBoot(claims: claims) else { throw .registers }
        self = boot
    }
}

extension NitroClaims {
    /// What a guest says in its configuration and its events.
    init(_ container: AttestationContainer) throws(NitroEvidenceError) {
        let image: Bytes?
        do throws(GuestConfigurationFault) {
            image = try GuestConfiguration.imageHash(container.configuration)
        } catch {
            throw .configuration(error.text)
        }
        self.init(
            osImageHash: image,
            appID: container.log.payload("app-id"),
            instanceID: container.log.payload("instance-id"),
            keyProviderInfo: container.log.payload("key-provider"))
        for (event, value) in [("app-id", appID), ("instance-id", instanceID)] {
            if let value, value.count != 20 {
                throw .identifier(event: event, count: value.count)
            }
        }
    }
}
