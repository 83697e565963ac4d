/// Bearer tokens (RFC 6750, 2.1: in the `authorization` field only).
public struct BearerAuthentication: Sendable {
    private let accepted: [CredentialDigest]

    /// Accepts any of these digests, each of a token's bytes.
    public init(accepting digests: [CredentialDigest]) {
        accepted = digests
    }

    /// The digest of a token; nil when the token is not of the form that RFC 6750 sends, or when
    /// OpenSSL cannot hash.
    public static func digest(token: String) -> CredentialDigest? {
        guard AuthorizationField.isToken68(token) else { return nil }
        return CredentialDigest(of: Array(token.utf8))
    }

    /// Whether the fields carry exactly one `authorization` with an accepted token.
    public func admits(_ fields: HTTPFields) -> Bool {
        guard let token = AuthorizationField.credentials(scheme: "bearer", in: fields),
            let digest = CredentialDigest(of: Array(token.utf8))
        else { return false }
        return digest.matches(anyOf: accepted)
    }

    /// The 401 that asks for a token.
    public static func challenge(realm: StaticString) -> HTTPResponse {
        var response = HTTPResponse.plainText(401, "a bearer token is required")
        response.fields.append("www-authenticate", "Bearer realm=\"\(realm)\"")
        return response
    }
}
