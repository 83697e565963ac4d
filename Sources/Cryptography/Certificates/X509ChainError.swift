/// Why no chain leads from a certificate to the root.
public struct X509ChainError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Rule: Equatable, Sendable {
        /// The certificate is not valid yet; a slow clock looks like this.
        case notYetValid(secondsEarly: Int64)
        /// The certificate is no longer valid.
        case expired(secondsLate: Int64)
        /// Nobody among the intermediates and the root has issued the certificate.
        case untrusted
        /// The issuer's signature does not fit.
        case signature
        /// Any other fault, by OpenSSL's number and text.
        case other(code: Int, text: String)
        /// OpenSSL failed.
        case failed(OpenSSLError)
    }

    /// What is wrong.
    public let rule: Rule
    /// The certificate at which it was found, in words; the leaf when it is not known.
    public let subject: String
    /// How far from the leaf that certificate is.
    public let depth: Int

    /// An error with its evidence.
    init(_ rule: Rule, _ certificate: X509Certificate, depth: Int = 0) {
        self.rule = rule
        subject = certificate.subjectText
        self.depth = depth
    }
}

extension X509ChainError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .notYetValid(let seconds):
            "\(subject) is not yet valid: is the clock \(seconds) s behind?"
        case .expired(let seconds): "\(subject) expired \(seconds) s ago"
        case .untrusted: "no chain leads from \(subject) to the root"
        case .signature: "the signature on \(subject) is not its issuer's"
        case .other(_, let text): "\(subject): \(text)"
        case .failed(let error): error.description
        }
    }
}
