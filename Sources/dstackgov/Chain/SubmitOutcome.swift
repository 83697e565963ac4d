import Chain
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// What came of a submission, judged by the contracts' state and events alone.
struct SubmitOutcome {
    let operation: Operation
    let client: EthereumClient

    /// A page and the document that says the same.
    typealias Report = (page: Page, json: JSONValue)

    /// A report when the submission was made before: the operation stands in the timelock, or is
    /// done.
    func alreadyDone() async throws(CommandFailure) -> Report? {
        guard operation.action == .schedule, let state = try await state(),
            state.state != .unset
        else {
            return nil
        }
        return report("already scheduled", state: state, transaction: nil)
    }

    /// A report after the transaction: the Safe must have said that it executed this very hash.
    func after(
        _ receipt: TransactionReceipt, digest: Hash32
    ) async throws(CommandFailure) -> Report {
        let succeeded = receipt.receipt.logs.contains { log in
            log.address == operation.safe.address
                && (try? Safe.ExecutionSuccess(topics: log.topics, data: log.data))?.txHash
                    == digest
        }
        guard succeeded else {
            throw CommandFailure(
                .refused, "transaction \(receipt.transactionHash): the Safe did not execute it",
                remedy: "Its ExecutionSuccess event for \(digest) is missing.")
        }
        let done =
            switch operation.action {
            case .schedule: "scheduled"
            case .cancel: "cancelled"
            case .direct: "executed"
            case .reject: "rejected"
            }
        return report(done, state: try await state(), transaction: receipt.transactionHash)
    }

    private func state() async throws(CommandFailure) -> OperationStanding? {
        guard let timelock = operation.timelock, let id = operation.id else { return nil }
        return try await OperationStanding(id, timelock: timelock.address, client)
    }

    private func report(
        _ what: String, state: OperationStanding?, transaction: Hash32?
    ) -> Report {
        var page = Page()
        var facts = [("done", what)]
        if let id = operation.id { facts.append(("operation id", id.hex)) }
        if let transaction { facts.append(("transaction", transaction.hex)) }
        if let state { facts.append(("state", state.state.name)) }
        if state?.state == .waiting, let moment = state?.readyAt {
            facts.append(("ready", moment.description))
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        return (
            page,
            [
                "done": .string(what), "operationId": operation.id.map { .string($0.hex) } ?? .null,
                "transactionHash": transaction.map { .string($0.hex) } ?? .null,
                "state": state.map { .string($0.state.name) } ?? .null,
            ]
        )
    }
}
