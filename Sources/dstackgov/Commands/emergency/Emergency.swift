import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// The fastest way to take a grant away from here.
struct Emergency: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The fastest way to take a grant away, with times, as ready files.",
        discussion: """
            What would allow it is cancelled before it is executed; what allows it now is removed \
            as soon as the timelock's delay lets it. Until then the authorization service's \
            deny-only overlay works at once. Keys that were released stay released: what runs keeps \
            them.
            """)

    @OptionGroup var grantOptions: GrantOptions

    @Option(help: "What it is for, in the proposer's words; signers see it.")
    var purpose: String

    @Option(help: "Where the files go: the name begins with this.")
    var out: String

    @Flag(help: "Replace files that exist.")
    var force = false

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: deployment)
        let grant = try grantOptions.grant(deployment)
        let isAllowed = try await GrantOptions.isAllowed(grant, kms: deployment.kms, client)
        let plan = EmergencyPlan(
            client: client, deployment: deployment, grant: grant, purpose: purpose,
            isAllowed: isAllowed)
        let steps = try await plan.steps()
        var page = Page()
        page.line("It is \(isAllowed ? "allowed" : "not allowed") on the chain now.")
        if steps.isEmpty {
            page.line("Nothing in the queue would allow it: nothing is to be done.")
        }
        var documents: [JSONValue] = []
        for step in steps {
            var path = JSONValue.null
            if let operation = step.operation {
                let name = "\(out).\(step.name).json"
                try File.write(operation.document, to: name, replacing: force)
                path = .string(name)
            }
            page.heading("\(step.what), \(step.when)")
            if let path = path.string {
                page.line("  owners: dstackgov sign \(path) … then dstackgov submit \(path) …")
            }
            if let command = step.command { page.line("  " + command) }
            documents.append([
                "step": .string(step.name), "what": .string(step.what),
                "when": .string(step.when), "file": path,
                "command": step.command.map { .string($0) } ?? .null,
            ])
        }
        output.print(page, json: ["allowed": .bool(isAllowed), "steps": .array(documents)])
    }
}
