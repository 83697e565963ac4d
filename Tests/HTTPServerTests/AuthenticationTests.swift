import Testing

@testable import HTTPServer

@Suite("Basic and bearer credentials are admitted exactly")
struct AuthenticationTests {
    private func basic() throws -> BasicAuthentication {
        BasicAuthentication(accepting: [
            try #require(BasicAuthentication.digest(user: "kms", password: "secret")),
            try #require(BasicAuthentication.digest(user: "b\u{fc}ro", password: "a:b")),
            try #require(BasicAuthentication.digest(user: "empty", password: "")),
        ])
    }

    static let admittedBasic = [
        "Basic a21zOnNlY3JldA==", "basic a21zOnNlY3JldA==", "BASIC  a21zOnNlY3JldA==",
        "Basic YsO8cm86YTpi", "Basic ZW1wdHk6",
    ]

    static let refusedBasic = [
        "", "Basic", "Basic ", "a21zOnNlY3JldA==", "Bearer a21zOnNlY3JldA==",
        // kms:secre, kms:secrets, KMS:secret, kms:, :secret
        "Basic a21zOnNlY3Jl", "Basic a21zOnNlY3JldHM=", "Basic S01TOnNlY3JldA==", "Basic a21zOg==",
        "Basic OnNlY3JldA==",
        // Not canonical, not padded, not one token
        "Basic a21zOnNlY3JldB==", "Basic a21zOnNlY3JldA", "Basic a21zOnNlY3JldA=",
        "Basic a21zOnNlY3JldA== ", "Basic a21zOnNlY3JldA==, x", "Basic a21z OnNlY3JldA==",
    ]

    @Test("accepted users are admitted", arguments: admittedBasic)
    func admitsBasic(value: String) throws {
        #expect(try basic().admits(["authorization": value]))
    }

    @Test("everything else is not", arguments: refusedBasic)
    func refusesBasic(value: String) throws {
        #expect(try !basic().admits(["authorization": value]))
    }

    @Test("no field, or two of them, are not admitted")
    func countsFields() throws {
        let value = "Basic a21zOnNlY3JldA=="
        #expect(try !basic().admits([:]))
        #expect(try !basic().admits(["authorization": value, "Authorization": value]))
        #expect(!BasicAuthentication(accepting: []).admits(["authorization": value]))
    }

    @Test("a user with a colon or a control character has no digest")
    func refusesUsers() {
        #expect(BasicAuthentication.digest(user: "a:b", password: "c") == nil)
        #expect(BasicAuthentication.digest(user: "a\n", password: "c") == nil)
        #expect(BasicAuthentication.digest(user: "a", password: "\u{7f}") == nil)
        #expect(BasicAuthentication.digest(user: "a", password: "b:c") != nil)
    }

    @Test(
        "a token is admitted as it is",
        arguments: [
            ("Bearer abc.DEF-1_2~+/==", true), ("bearer abc.DEF-1_2~+/==", true),
            ("Bearer abc.DEF-1_2~+/=", false), ("Bearer abc.DEF-1_2~+/", false),
            ("Basic abc.DEF-1_2~+/==", false), ("Bearer", false), ("Bearer ", false),
            ("Bearer abc.DEF-1_2~+/== x", false), ("Bearer Abc.DEF-1_2~+/==", false),
        ])
    func bearer(value: String, admitted: Bool) throws {
        let digest = try #require(BearerAuthentication.digest(token: "abc.DEF-1_2~+/=="))
        let authentication = BearerAuthentication(accepting: [digest])
        #expect(authentication.admits(["authorization": value]) == admitted)
    }

    @Test(
        "a text that no client could send is no token",
        arguments: ["", "a b", "a=b", "\u{e9}", "="])
    func refusesTokens(token: String) {
        #expect(BearerAuthentication.digest(token: token) == nil)
    }

    @Test("a digest shows nothing of itself")
    func isRedacted() throws {
        let digest = try #require(BasicAuthentication.digest(user: "kms", password: "secret"))
        var dumped = ""
        dump(digest, to: &dumped)
        #expect("\(digest)" == "CredentialDigest(redacted)")
        #expect(dumped == "- CredentialDigest(redacted)\n")
    }

    @Test("the challenges name their scheme")
    func challenges() {
        let basic = BasicAuthentication.challenge(realm: "dstack-authd")
        #expect(basic.status == 401)
        #expect(
            basic.fields.description.hasSuffix(
                "\r\nwww-authenticate: Basic realm=\"dstack-authd\", charset=\"UTF-8\"\r\n"))
        let bearer = BearerAuthentication.challenge(realm: "dstack-authd")
        #expect(
            bearer.fields.description.hasSuffix(
                "\r\nwww-authenticate: Bearer realm=\"dstack-authd\"\r\n"))
    }

    /// The vectors of RFC 4648, 10, and what is not canonical.
    static let vectors: [(text: String, bytes: String?)] = [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
        ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
        ("Zg=", nil), ("Zg", nil), ("Z===", nil), ("====", nil), ("Zh==", nil), ("Zm9=", nil),
        ("Zm9v\n", nil), ("Zm-_", nil), ("Z g=", nil), ("=Zg=", nil), ("Zg==Zg==", nil),
    ]

    @Test("base64 is read in its one spelling", arguments: vectors)
    func base64(text: String, bytes: String?) {
        #expect(Base64.decode(text) == bytes.map { Array($0.utf8) })
    }
}
