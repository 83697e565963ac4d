/// Basic authentication (RFC 7617), the only kind that an unmodified KMS can send: it turns
/// `http://user:secret@host` into an `authorization` field.
public struct BasicAuthentication: Sendable {
    private let accepted: [CredentialDigest]

    /// Accepts any of these digests, each of the bytes `user:password`.
    public init(accepting digests: [CredentialDigest]) {
        accepted = digests
    }

    /// The digest of a user and a password; nil when the user contains a colon, when either has a
    /// control character (RFC 7617, 2), or when OpenSSL cannot hash.
    public static func digest(user: String, password: String) -> CredentialDigest? {
        let isPlain = (user + password).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
        guard isPlain, !user.utf8.contains(UInt8(ascii: ":")) else { return nil }
        return CredentialDigest(of: Array("\(user):\(password)".utf8))
    }

    /// Whether the fields carry exactly one `authorization` with an accepted user and password.
    public func admits(_ fields: HTTPFields) -> Bool {
        guard let credentials = AuthorizationField.credentials(scheme: "basic", in: fields),
            let bytes = Base64.decode(credentials), let digest = CredentialDigest(of: bytes)
        else { return false }
        return digest.matches(anyOf: accepted)
    }

    /// The 401 that asks for a user and a password.
    public static func challenge(realm: StaticString) -> HTTPResponse {
        var response = HTTPResponse.plainText(401, "a user name and a password are required")
        response.fields.append(
            "www-authenticate", "Basic realm=\"\(realm)\", charset=\"UTF-8\"")
        return response
    }
}
