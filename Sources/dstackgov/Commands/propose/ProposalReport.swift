import Codec
import Contracts
import Governance
import Primitives

/// Tells what was proposed and what to do next, after the file is written.
struct ProposalReport {
    let operation: Operation
    let path: String

    /// Writes the operation file and tells about it.
    func write(replacing: Bool, output: OutputOptions) throws(CommandFailure) {
        let hashes: SafeHashes
        do throws(OperationError) { hashes = try operation.safeHashes() } catch {
            throw CommandFailure(.input, "\(error)")
        }
        try File.write(operation.document, to: path, replacing: replacing)
        var page = Page()
        for call in operation.calls {
            page.line("  \(call.target)  \(CallMeaning(call))")
        }
        var facts = [
            ("file", path), ("Safe nonce", operation.safe.nonce.decimal),
            ("safeTxHash", hashes.digest.hex),
        ]
        if let id = operation.id { facts.append(("operation id", id.hex)) }
        if let timelock = operation.timelock, operation.action == .schedule {
            facts.append(("delay", SecondsSpan(seconds: timelock.delay).description))
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        page.line("  Next: each owner runs inspect and sign on the file.")
        output.print(
            page,
            json: [
                "file": .string(path), "safeTxHash": .string(hashes.digest.hex),
                "operationId": operation.id.map { .string($0.hex) } ?? .null,
                "nonce": .string(operation.safe.nonce.decimal),
            ])
    }
}
