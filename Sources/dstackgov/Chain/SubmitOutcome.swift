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

    /// A report when the submission was made before: the timelock knows the operation, or has
    /// forgotten what was cancelled, or the Safe's log names the hash.
    ///
    /// - Parameter digest: The operation's safeTxHash.
    /// - Returns: The report; nil when it is still to be made.
    /// - Throws: ``CommandFailure``: `refused` when an operation that was to be cancelled is done.
    func alreadyDone(_ digest: Hash32) async throws(CommandFailure) -> Report? {
        let standing = try await state()
        switch operation.action {
        case .schedule:
            guard let standing, standing.state != .unset else { return nil }
            return report("already scheduled", state: standing, transaction: nil)
        case .cancel:
            switch standing?.state {
            case .unset: return report("already cancelled", state: standing, transaction: nil)
            case .done:
                throw CommandFailure(
                    .refused, "the operation is done: there is nothing to cancel any more")
            case .waiting, .ready, nil: return nil
            }
        case .direct, .reject:
            let next = try await client.read(Safe.Nonce(), of: operation.safe.address)
            guard next > operation.safe.nonce, let transaction = try await execution(of: digest)
            else { return nil }
            let done = operation.action == .reject ? "already rejected" : "already executed"
            return report(done, state: nil, transaction: transaction)
        }
    }

    /// The transaction in which the Safe said that it executed `digest`.
    private func execution(of digest: Hash32) async throws(CommandFailure) -> Hash32? {
        let notice = SlowNotice("reading the events of the Safe")
        defer { notice.end() }
        let head = try await client.asking { client throws(ClientError) in
            try await client.blockNumber()
        }
        // Newest first would be quicker; the topic alone makes the node's index answer at once.
        var scanner = LogScanner(
            client: client, addresses: [operation.safe.address],
            topics: [[Safe.ExecutionSuccess.id.topic]], from: BlockNumber(0), to: head)
        do throws(LogScanError) {
            while let event = try await scanner.next() {
                guard case .page(let page) = event else { continue }
                let found = page.logs.first { names(digest, $0.log) }
                if let found { return found.transactionHash }
            }
        } catch {
            throw CommandFailure(scan: error, of: "the logs of the Safe")
        }
        return nil
    }

    private func names(_ digest: Hash32, _ log: Log) -> Bool {
        log.address == operation.safe.address
            && (try? Safe.ExecutionSuccess(topics: log.topics, data: log.data))?.txHash == digest
    }

    /// A report after the transaction: the Safe must have said that it executed this very hash.
    func after(
        _ receipt: TransactionReceipt, digest: Hash32
    ) async throws(CommandFailure) -> Report {
        let succeeded = receipt.receipt.logs.contains { names(digest, $0) }
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
        if let ready = state?.ready { facts.append(ready) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        if state?.state == .waiting || state?.state == .ready {
            page.line(
                "  Next: dstackgov execute, when it is ready; show tells who may still stop it.")
        }
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
