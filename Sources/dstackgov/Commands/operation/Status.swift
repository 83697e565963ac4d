import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// Where an operation stands.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Where an operation stands, and when it is ready.")

    @Argument(help: "The operation file.")
    var file: String

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let safe = try await SafeOnChain(operation.safe.address, client)
        var page = Page()
        var facts = [
            (
                "Safe nonce",
                "\(safe.nonce) next, \(operation.safe.nonce) in the file: "
                    + turn(operation.safe.nonce, next: safe.nonce)
            ),
            ("signatures needed", "\(safe.threshold) of \(safe.owners.count) owners"),
        ]
        var state = JSONValue.null
        var ready = JSONValue.null
        if let timelock = operation.timelock, let id = operation.id {
            let found = try await OperationStanding(id, timelock: timelock.address, client)
            state = .string(found.state.name)
            facts.append(("operation id", id.hex))
            facts.append(("state", found.told))
            if let told = found.ready { facts.append(told) }
            if let moment = found.readyAt { ready = .string(moment.description) }
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        output.print(
            page,
            json: [
                "safeNonce": .string(safe.nonce.decimal),
                "operationId": operation.id.map { .string($0.hex) } ?? .null, "state": state,
                "readyAt": ready, "turn": .string(turn(operation.safe.nonce, next: safe.nonce)),
            ])
    }

    /// Whether the Safe can execute the transaction of `nonce` now.
    private func turn(_ nonce: UInt256, next: UInt256) -> String {
        if nonce == next { return "next" }
        return nonce < next ? "used up" : "later"
    }
}
