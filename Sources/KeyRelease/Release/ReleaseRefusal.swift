import Primitives

/// Why no key leaves, by a stable name and in words.
public struct ReleaseRefusal: Error, Hashable, Sendable {
    /// The rules, in the order in which they are checked.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// The request is not what it should be.
        case malformed = "request.malformed"
        /// The evidence does not verify.
        case evidence = "evidence.invalid"
        /// The evidence is too old, or of the future.
        case stale = "evidence.stale"
        /// The host can read the guest's memory.
        case debug = "evidence.debug"
        /// The evidence verifies, and something in it is against a release.
        case refused = "evidence.refused"
        /// The evidence has no key to which keys could be sealed.
        case keyMissing = "key.missing"
        /// The evidence's key is of no form to which keys can be sealed.
        case keyForm = "key.form"
        /// The evidence is bound to another key than the request names.
        case keyOther = "key.other"
        /// The request is not signed by the key of its certificate.
        case keyProof = "key.proof"
        /// The evidence is of another app or instance than the request names.
        case appOther = "app.other"
        /// The evidence has no nonce.
        case nonceMissing = "nonce.missing"
        /// The nonce is not one of this service.
        case nonceUnknown = "nonce.unknown"
        /// The nonce has ended.
        case nonceStale = "nonce.stale"
        /// The nonce was used: the evidence is replayed.
        case nonceUsed = "nonce.used"
        /// There is no room for another used nonce.
        case busy = "service.busy"
        /// The chain does not allow the boot.
        case denied = "boot.denied"
        /// The decision could not be recorded.
        case log = "log.unavailable"
        /// A key could not be derived or sealed.
        case failed = "service.failed"
    }

    /// The rule.
    public let rule: Rule
    /// One sentence in ASCII, without a secret.
    public let text: String

    /// A refusal.
    public init(_ rule: Rule, _ text: String) {
        self.rule = rule
        self.text = "\(EscapedText(text, limit: 400))"
    }
}

extension ReleaseRefusal: CustomStringConvertible {
    /// The name and the sentence.
    public var description: String { "\(rule.rawValue): \(text)" }
}
