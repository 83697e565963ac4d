import Authorization
import ChainView
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("A view of the chain refuses to start where no waiting would help")
struct StartTests {
    private let rule = try? HeadRule(
        operators: ["a", "b"], quorum: 2, finalizedAge: 60, recentAge: 60)

    @Test("R21: one operator's label cannot stand for two votes")
    func operators() throws {
        let transport = LiarTransport(methods: [:])
        let providers = ["a", "a"].map { ChainProvider(label: $0, transport: transport) }
        let rule = try #require(rule)
        #expect(throws: StartFault.operators) {
            _ = try ChainView(ChainViewConfiguration(providers: providers, rule: rule, kms: .zero))
        }
        #expect(throws: HeadRule.Fault.sameOperator("a")) {
            _ = try HeadRule(operators: ["a", "a"], quorum: 2, finalizedAge: 60, recentAge: 60)
        }
    }
}
