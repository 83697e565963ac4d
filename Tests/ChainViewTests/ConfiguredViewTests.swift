import Authorization
import AuthorizationService
import Primitives
import Testing

@testable import ChainView

@Suite("What a configuration leaves out is strict")
struct ConfiguredViewTests {
    /// The view of three providers of whom nothing else is said.
    private func view() throws -> ChainViewConfiguration {
        let text = """
            {"state": "s", "chain": {"id": 8453, "kms": "\(TestPolicy.kms.hex)",
              "providers": [{"operator": "a", "url": "https://a.example"},
                {"operator": "b", "url": "https://b.example"},
                {"operator": "c", "url": "https://c.example"}]}}
            """
        let read = try ServiceConfiguration(Bytes(utf8: text), path: "c.json") { _ in nil }
        guard case .chain(let chain) = read.backend else {
            throw ConfigurationFault("chain", "is none")
        }
        return try ChainBackend(chain, state: nil) { _ in }.view.configuration
    }

    @Test("where nothing is said, unknown code is denied and no local rule is loosened")
    func standard() throws {
        let view = try view()
        #expect(view.rule.operators == ["a", "b", "c"] && view.rule.quorum == 2)
        #expect(view.providers.map(\.label) == ["a", "b", "c"])
        #expect(view.chainID == 8453 && view.kms == TestPolicy.kms && view.knownBlock == nil)
        #expect(view.rules == LocalRules() && view.unknownApps == .denied)
        #expect(view.templates == .standard)
        #expect(view.pollInterval == .seconds(1) && view.decisionTimeout == .seconds(5))
        #expect(view.agreementLifetime == .seconds(5))
        #expect(view.memoryFile == nil && view.evidenceFolder == nil)
    }
}
