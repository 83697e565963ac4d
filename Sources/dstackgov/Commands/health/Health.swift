import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives

/// Whether the governance is as it should be.
struct Health: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who can change what, what is weak, and which command mends it.",
        discussion: """
            Exit code 1 when there is a danger or a warning; a notice alone changes nothing. \
            --ignore takes a rule by its name, for a weakness that was decided on.
            """)

    @Option(help: ArgumentHelp("A rule whose findings change nothing.", valueName: "rule"))
    var ignore: [String] = []

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: deployment)
        let (facts, _) = try await FactsOnChain(client: client).read(deployment)
        let findings = HealthCheck.findings(facts)
        let report = HealthReport(facts: facts, findings: findings, ignored: Set(ignore))
        for rule in ignore where !findings.contains(where: { $0.rule == rule }) {
            StandardError.write("dstackgov: --ignore \(rule): nothing is found by such a rule")
        }
        output.print(report.page, json: report.document)
        guard report.isHealthy else {
            throw CommandFailure(.refused, "the governance is not as it should be")
        }
    }
}
