import Authorization
import AuthorizationService
import Primitives
import Testing

@testable import ChainView

@Suite("What a configuration says is what the view asks, whom, and how it judges")
struct ConfiguredViewTests {
    private static let hash = "0x" + String(repeating: "7a", count: 32)

    /// The view that `settings` of the chain make, with three providers.
    private func view(_ settings: String, state: String? = nil) throws -> ChainViewConfiguration {
        let text = """
            {"state": "s", "chain": {"id": 8453, "kms": "\(TestPolicy.kms.hex)", \(settings)
              "providers": [{"operator": "a", "url": "https://a.example"},
                {"operator": "b", "url": "https://b.example"},
                {"operator": "c", "url": "https://c.example"}]}}
            """
        let read = try ServiceConfiguration(Bytes(utf8: text), path: "c.json") { _ in nil }
        guard case .chain(let chain) = read.backend else {
            throw ConfigurationFault("chain", "is none")
        }
        return try ChainBackend(chain, state: state) { _ in }.view.configuration
    }

    @Test("where nothing is said, unknown code is denied and no local rule is loosened")
    func standard() throws {
        let view = try view("")
        #expect(view.rule.operators == ["a", "b", "c"] && view.rule.quorum == 2)
        #expect(view.providers.map(\.label) == ["a", "b", "c"])
        #expect(view.chainID == 8453 && view.kms == TestPolicy.kms && view.knownBlock == nil)
        #expect(view.rules == LocalRules() && view.unknownApps == .denied)
        #expect(view.templates == .standard)
        #expect(view.pollInterval == .seconds(1) && view.decisionTimeout == .seconds(5))
        #expect(view.agreementLifetime == .seconds(5))
        #expect(view.memoryFile == nil && view.evidenceFolder == nil)
    }

    @Test("each setting reaches the view")
    func settings() throws {
        let view = try view(
            """
            "block": {"number": 17, "hash": "\(Self.hash)"}, "quorum": 3,
            "maxFinalizedAgeSeconds": 900, "maxRecentAgeSeconds": 45, "pollMilliseconds": 2000,
            "decisionMilliseconds": 700, "leastEvidence": "proved", "unknownApps": "asked",
            "deniedVariants": ["dstack-tdx"], "acceptedGateways": ["any"],
            "templates": {"apps": [
              {"name": "App2", "bytes": 7, "immutables": [1], "hash": "\(Self.hash)"}]},
            """, state: "/var/lib/authd")
        let hash = try Hash32(hex: Self.hash)
        #expect(view.knownBlock == .init(number: 17, hash: hash))
        #expect(view.rule.quorum == 3)
        #expect(view.rule.finalizedAge == 900 && view.rule.recentAge == 45)
        #expect(view.pollInterval == .seconds(2) && view.agreementLifetime == .seconds(10))
        #expect(view.decisionTimeout == .milliseconds(700))
        #expect(
            view.rules
                == LocalRules(
                    deniedVariants: ["dstack-tdx"], acceptedGateways: ["any"],
                    leastEvidence: .proved))
        #expect(view.unknownApps == .asked)
        let app = CodeTemplate(name: "App2", byteCount: 7, immutables: [1], hash: hash)
        #expect(view.templates.apps == CodeTemplates.standard.apps + [app])
        #expect(view.templates.kms == CodeTemplates.standard.kms)
        #expect(view.templates.proxies == CodeTemplates.standard.proxies)
        #expect(view.memoryFile == "/var/lib/authd/heads.json")
        #expect(view.evidenceFolder == "/var/lib/authd/evidence")
    }
}
