import Authorization
import AuthorizationService
import ChainView
import EthereumClient
import Foundation
import HTTPServer
import Primitives
import Synchronization
import TestSupport
import Testing

@Suite("Every setting of a file reaches the service")
struct WholeConfigurationTests {
    private static func word(_ digit: String) -> String {
        "0x" + String(repeating: digit, count: 64)
    }

    /// Every setting, none of them at its default.
    static let whole = """
        state: /srv/authd
        listen:
          host: 0.0.0.0
          port: 9443
          exposed: true
          path: /hook?key=path-secret
          tls:
            certificate: /etc/server.pem
            key: /etc/server.key
            clientAuthority: /etc/clients.pem
            clientCertificateRequired: true
          basicSHA256: [\(word("1"))]
          bearerSHA256: [\(word("2")), \(word("3"))]
        chain:
          id: 8453
          block: {number: 7, hash: \(word("4"))}
          kms: 0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C
          quorum: 3
          providers:
            - operator: a
              url: https://user:password-secret@a.example/url-secret
            - operator: b
              urlFile: key-url
              private: true
            - operator: c
              url: http://c.internal:8545
              private: true
              plain: true
          maxFinalizedAgeSeconds: 1234
          maxRecentAgeSeconds: 56
          pollMilliseconds: 1500
          decisionMilliseconds: 2345
          leastEvidence: corroborated
          unknownApps: asked
          deniedVariants: [dstack-sev-snp]
          acceptedGateways: [any]
          templates:
            proxies: [{name: P, bytes: 10, hash: \(word("5"))}]
            kms: [{name: K, layout: dstack, bytes: 64, immutables: [0, 32], hash: \(word("6"))}]
            apps: [{name: A, layout: dstack, bytes: 32, hash: \(word("7"))}]
        log:
          name: authd.example
          headRecords: 12
          headSeconds: 34
        brake:
          file: /etc/brake.json
          keys: [\(word("8"))]
        shadow:
          url: http://shadow.internal:8001/shadow-secret
          plain: true
          milliseconds: 700
        """

    /// As little as a file can say.
    static let least = """
        state: s
        chain:
          kms: 0x1111111111111111111111111111111111111111
          providers: [{operator: one, url: "http://127.0.0.1:8545"}]
        """

    private static func chain(
        _ settings: ServiceConfiguration
    ) throws -> ServiceConfiguration.Chain {
        guard case .chain(let chain) = settings.backend else { throw Reply.Broken() }
        return chain
    }

    private static func text(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    /// The members of two values of one type that are the same in both.
    private static func same(_ left: Any, _ right: Any) -> Set<String> {
        let pairs = zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children)
        return Set(pairs.filter { text($0.value) == text($1.value) }.compactMap(\.0.label))
    }

    @Test("no setting is left at its default, so that none is missed below")
    func everySetting() throws {
        let whole = try ConfigurationTests.read(Self.whole)
        let least = try ConfigurationTests.read(Self.least)
        #expect(Self.same(whole, least) == ["warnings"])
        #expect(Self.same(whole.listening, least.listening) == [])
        #expect(try Self.same(Self.chain(whole), Self.chain(least)) == [])
        let rules = try (Self.chain(whole).rules, Self.chain(least).rules)
        #expect(Self.same(rules.0, rules.1) == [])
        let templates = try (Self.chain(whole).templates, Self.chain(least).templates)
        #expect(Self.same(templates.0, templates.1) == [])
    }

    @Test("the file's values are the configuration's")
    func parsed() throws {
        let settings = try ConfigurationTests.read(Self.whole)
        let chain = try Self.chain(settings)
        func hash(_ digit: String) throws -> Hash32 { try Hash32(hex: Self.word(digit)) }
        #expect(settings.state == "/srv/authd")
        #expect(settings.listening.address == .host("0.0.0.0", port: 9443))
        #expect(settings.listening.base == "/hook?key=path-secret")
        let tls = try #require(settings.listening.tls)
        #expect(tls.certificateFile == "/etc/server.pem" && tls.keyFile == "/etc/server.key")
        #expect(tls.clientCertificates == .required(authorityFile: "/etc/clients.pem"))
        #expect(try settings.listening.basic == [hash("1")])
        #expect(try settings.listening.bearer == [hash("2"), hash("3")])
        #expect(settings.logName == "authd.example")
        #expect(settings.headRecords == 12 && settings.headSeconds == 34)
        #expect(settings.brake?.path == "/etc/brake.json")
        #expect(try settings.brake?.keys == [hash("8")])
        let shadow = try #require(settings.shadow)
        #expect(shadow.url.revealed == "http://shadow.internal:8001/shadow-secret")
        #expect(shadow.isPlain && shadow.milliseconds == 700)
        #expect(chain.id == ChainID(8453))
        #expect(try chain.knownBlock == .init(number: 7, hash: hash("4")))
        #expect(settings.kms?.checksummed == "0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C")
        #expect(chain.rule.quorum == 3 && chain.rule.operators == ["a", "b", "c"])
        #expect(chain.rule.finalizedAge == 1234 && chain.rule.recentAge == 56)
        #expect(chain.providers.map(\.label) == ["a", "b", "c"])
        #expect(
            chain.providers.map(\.url.revealed) == [
                "https://a.example:443/url-secret", "https://k.example:443/secret",
                "http://c.internal:8545/",
            ])
        #expect(chain.providers[0].url.revealedCredentials == "user:password-secret")
        #expect(chain.providers.map(\.isPrivate) == [false, true, true])
        #expect(chain.providers.map(\.isPlain) == [false, false, true])
        #expect(chain.pollMilliseconds == 1500 && chain.decisionMilliseconds == 2345)
        #expect(
            chain.rules
                == LocalRules(
                    deniedVariants: ["dstack-sev-snp"], acceptedGateways: ["any"],
                    leastEvidence: .corroborated))
        #expect(chain.unknownApps == .asked)
        let own = try CodeTemplates(
            proxies: [.proxy, .init(name: "P", byteCount: 10, immutables: [], hash: hash("5"))],
            kms: [
                .dstackKms,
                .init(
                    name: "K", byteCount: 64, immutables: [0, 32], hash: hash("6"), layout: .dstack),
            ],
            apps: [
                .dstackApp,
                .init(name: "A", byteCount: 32, immutables: [], hash: hash("7"), layout: .dstack),
            ])
        #expect(chain.templates == own)
    }

    @Test("the view of the chain is built from them, and nothing of it is left at its default")
    func view() throws {
        let chain = try Self.chain(ConfigurationTests.read(Self.whole))
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "none-\(UUID().uuidString)"
        ).path
        let told = EventBox()
        let backend = try ChainBackend(chain, state: folder) { told.add($0) }
        let built = backend.view.configuration
        #expect(built.providers.map(\.label) == ["a", "b", "c"])
        let privacy = built.providers.map {
            Self.text($0).contains("PrivateAddresses: true")
        }
        #expect(privacy == [false, true, true])
        #expect(built.rule == chain.rule && built.kms == chain.kms && built.chainID == chain.id)
        #expect(built.knownBlock == chain.knownBlock && chain.knownBlock != nil)
        #expect(built.rules == chain.rules && built.templates == chain.templates)
        #expect(built.unknownApps == .asked)
        #expect(built.pollInterval == .milliseconds(1500))
        #expect(built.decisionTimeout == .milliseconds(2345))
        #expect(built.agreementLifetime == .milliseconds(7500))
        #expect(built.memoryFile == folder + "/heads.json")
        #expect(built.evidenceFolder == folder + "/evidence")
        built.report(.agreed)
        #expect(told.count == 1)
        let defaults = ChainViewConfiguration(
            providers: [], rule: try Self.chain(ConfigurationTests.read(Self.least)).rule,
            kms: .zero)
        #expect(Self.same(built, defaults) == ["clock", "report"])
    }

    @Test("the summary tells all of it, and no secret")
    func summary() throws {
        let settings = try ConfigurationTests.read(Self.whole)
        let text = settings.summary
        let lines = Set(text.split(separator: "\n").map(String.init))
        for line in [
            "listens on      0.0.0.0:9443", "path            /hook?...",
            "TLS             certificate /etc/server.pem, key /etc/server.key",
            "callers         a client certificate issued by /etc/clients.pem",
            "                Basic, 1 digest; or bearer, 2 digests",
            "chain           8453",
            "block           every provider must have block 7 as \(Self.word("4"))",
            "quorum          3 of 3 operators",
            "                a https://a.example:443",
            "                b https://k.example:443, private",
            "                c http://c.internal:8545, private, plain",
            "oldest heads    finalized 1234 s, recent 56 s",
            "heads           asked for every 1500 ms",
            "decisions       denied after 2345 ms",
            "denied variants dstack-sev-snp",
            "                also \"any\", although guests cannot check it",
            "                KMS K \(Self.word("6")), 64 bytes, layout dstack, own address at 0, 32",
            "                app A \(Self.word("7")), 32 bytes, layout dstack",
            "log name        authd.example",
            "log heads       signed after 12 records or 34 s, whichever is first",
            "brake           the file /etc/brake.json, signed by its key",
            "digest          \(settings.digest)",
        ] { #expect(lines.contains(line), "\(line)\n\(text)") }
        for secret in ["secret", "user", Self.word("1"), Self.word("2")] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }
}

/// Counts what is reported.
private final class EventBox: Sendable {
    private let events = Mutex<[ChainEvent]>([])
    func add(_ event: ChainEvent) { events.withLock { $0.append(event) } }
    var count: Int { events.withLock { $0.count } }
}
