import HTTPServer
public import Primitives

/// Who may ask: nobody is asked who they are, or a password or a token is needed. Client
/// certificates are TLS's, before any request.
public struct ServiceGate: Sendable {
    private let basic: BasicAuthentication?
    private let bearer: BearerAuthentication?

    /// A gate; without digests everybody may pass.
    ///
    /// - Parameters:
    ///   - basic: SHA-256 digests of `user:password`.
    ///   - bearer: SHA-256 digests of tokens.
    public init(basic: [Hash32] = [], bearer: [Hash32] = []) {
        func digests(_ hashes: [Hash32]) -> [CredentialDigest] {
            hashes.compactMap { CredentialDigest(sha256: [UInt8]($0.bytes)) }
        }
        self.basic = basic.isEmpty ? nil : BasicAuthentication(accepting: digests(basic))
        self.bearer = bearer.isEmpty ? nil : BearerAuthentication(accepting: digests(bearer))
    }

    /// The 401 that a request gets; nil when it may pass.
    func refusal(of request: HTTPRequest) -> HTTPResponse? {
        guard basic != nil || bearer != nil else { return nil }
        if basic?.admits(request.fields) == true || bearer?.admits(request.fields) == true {
            return nil
        }
        return basic == nil
            ? BearerAuthentication.challenge(realm: "dstack-authd")
            : BasicAuthentication.challenge(realm: "dstack-authd")
    }
}
