import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives

/// Prove a deployment from the chain alone.
struct DeployVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every fact of a deployment on the chain, and nothing by hearsay.",
        discussion: """
            The document says where to look and what was meant. Code, owners, roles, storage and \
            the first policy are read from the chain; the events of the policy are replayed and \
            must add up to what the contracts answer. Best repeated with another node's \
            --rpc-url, when the last block of the deployment is final.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = deployment.deployment
        let deployment = try deployment.read()
        let bytes = try File.read(path)
        let document: JSONValue
        do throws(JSONError) { document = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        let client = try chain.client()
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        if let meant = document["chainId"]?.number, meant != chainID.decimal {
            throw CommandFailure(
                .refused, "the deployment is on chain \(meant), the node serves chain \(chainID)")
        }
        let result = try await DeploymentVerification(
            client: client, deployment: deployment, document: document
        ).checks()
        output.print(
            result.page(for: deployment),
            json: .array(
                result.checks.map { check in
                    ["sentence": .string(check.sentence), "holds": .bool(check.holds)]
                }))
        if let failure = result.failure {
            throw CommandFailure(.refused, "not true that \(failure.sentence)")
        }
    }
}
