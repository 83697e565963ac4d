import Codec
import Cryptography
public import Primitives
import Synchronization

/// A question as it came, and what follows from its bytes alone.
///
/// An object: a KMS asks for itself before each call, with the same body again and again, so that
/// what was understood of it, its text in records, its digest and the last answer are kept with it.
public final class AskedBoot: Sendable {
    /// The body, byte for byte: JSON, and so UTF-8.
    public let body: Bytes
    /// What the KMS asks.
    public let request: BootRequest
    let text = KeptText()
    private let kept = Mutex<(digest: Hash32?, decided: Decided?)>((nil, nil))

    /// Reads the body of a POST.
    ///
    /// - Parameters:
    ///   - body: The bytes.
    ///   - kind: Which route it came by.
    /// - Throws: ``RequestFault`` with the first rule that is broken.
    public init(body: Bytes, kind: BootRequest.Kind) throws(RequestFault) {
        self.body = body
        request = try BootRequest(body: body, kind: kind)
    }

    /// The SHA-256 digest of the body.
    public var digest: Hash32 {
        if let digest = kept.withLock({ $0.digest }) { return digest }
        let digest = SHA256.hash(body)
        kept.withLock { $0.digest = digest }
        return digest
    }

    /// The last answer by proved facts; nil when there is none.
    public var decided: Decided? { kept.withLock { $0.decided } }

    /// Keeps an answer for the next time.
    public func keep(_ decided: Decided) { kept.withLock { $0.decided = decided } }
}
