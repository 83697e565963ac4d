import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// The KMS changes hands in two steps (Ownable2Step): the deployer offers, and the timelock accepts
/// by an operation that the Safe schedules. Until that is executed, the deployer is the owner.
struct HandOver {
    let contracts: Deployer.Contracts
    let settings: DeploymentSettings
    /// Where the operation file goes.
    let acceptance: String
    /// Files with the owners' signatures.
    let signatures: [String]
    let waits: Bool
    var transactions: JournaledTransactions

    private var client: EthereumClient { transactions.client }

    /// Offers, schedules, waits, executes; whatever is done already is left out.
    ///
    /// - Parameter key: The deployer's key.
    /// - Throws: ``CommandFailure``: `notYet` while signatures or time are missing.
    mutating func run(key: borrowing PrivateKey) async throws(CommandFailure) {
        let offer = Ownable.TransferOwnership(contracts.timelock)
        _ = try await transactions.send(
            "offer-ownership", to: contracts.kms, offer.calldata, key: key)
        let operation = try operation()
        guard let calls = operation.timelockOperation else { return }
        let sending = Sending(client: client, chainID: transactions.chainID)
        let execution = Execution(
            id: calls.id, timelock: contracts.timelock, predecessor: .zero,
            data: calls.executeData, sending: sending)
        try await schedule(operation, key: key)
        let standing = try await OperationStanding(
            calls.id, timelock: contracts.timelock, client)
        if let moment = standing.readyAt, standing.state == .waiting {
            try transactions.journal.set(.waitingForDelay)
            guard waits else {
                throw CommandFailure(
                    .notYet, "the delay of the hand-over is running",
                    remedy: "Repeat the command after \(moment), in \(standing.timeLeft).")
            }
            try await execution.waitUntilReady()
        }
        // The executor's role is open: whoever sees a ready operation may execute it first.
        if standing.state != .done || isBegun("accept-ownership") {
            do throws(CommandFailure) {
                _ = try await transactions.send(
                    "accept-ownership", to: contracts.timelock, calls.executeData, key: key)
            } catch {
                let now = try await OperationStanding(
                    calls.id, timelock: contracts.timelock, client)
                guard error.code == .refused, now.state == .done else { throw error }
            }
        }
        guard try await client.read(Ownable.Owner(), of: contracts.kms) == contracts.timelock else {
            throw CommandFailure(.chain, "the timelock does not own the KMS \(contracts.kms)")
        }
    }

    /// Notes that everything is done and verified.
    mutating func complete(checks: [String]) throws(CommandFailure) {
        let steps = transactions.journal.document["transactions"]?.object ?? []
        let blocks = steps.compactMap { $0.value["blockNumber"]?.integer(as: UInt64.self) }
        try transactions.journal.set([
            JSONMember("status", .string(DeploymentJournal.Status.complete.rawValue)),
            JSONMember(
                "blocks",
                [
                    "first": .number("\(blocks.min() ?? 0)"),
                    "last": .number("\(blocks.max() ?? 0)"),
                ]),
            JSONMember("checks", .array(checks.map { .string($0) })),
        ])
    }

    private func isBegun(_ step: String) -> Bool {
        transactions.journal.transaction(step) != nil
    }

    /// Brings the owners' signatures to the Safe, unless the operation is scheduled.
    private mutating func schedule(
        _ operation: Operation, key: borrowing PrivateKey
    ) async throws(CommandFailure) {
        guard let id = operation.id else { return }
        if isBegun("schedule-acceptance") {
            _ = try await transactions.send(
                "schedule-acceptance", to: contracts.safe, Bytes(), key: key)
            return
        }
        let standing = try await OperationStanding(id, timelock: contracts.timelock, client)
        guard standing.state == .unset else { return }
        let set = try SignatureFiles.read(signatures, of: operation)
        let safe = try await SafeOnChain(contracts.safe, client)
        let review = try await SignatureChecking(client, operation).review(set, safe: safe)
        guard let blob = review.blob, review.staleness == nil else {
            try transactions.journal.set(.awaitingSignatures)
            let report = SignatureReport(review: review, hash: set.safeTransactionHash)
            let failure = report.failure
            throw CommandFailure(
                failure?.code ?? .notYet, "the hand-over: \(failure?.what ?? "signatures")",
                remedy: "Owners run inspect and sign on \(acceptance); then repeat the command "
                    + "with --signature.")
        }
        let call = try Operations.transaction(of: operation).execution(signatures: blob)
        _ = try await transactions.send(
            "schedule-acceptance", to: contracts.safe, call.calldata, key: key)
    }

    /// The operation that accepts the ownership, written as a file for the owners.
    private mutating func operation() throws(CommandFailure) -> Operation {
        let salt = Keccak256.hash(
            utf8: "acceptOwnership of DstackKms \(contracts.kms.checksummed)")
        let operation = Operation(
            chainID: transactions.chainID, action: .schedule,
            purpose: "the timelock accepts the ownership of the KMS",
            safe: Operation.SafeReference(
                address: contracts.safe, version: .v141, nonce: .zero),
            timelock: Operation.TimelockReference(
                address: contracts.timelock, delay: settings.delay, salt: salt),
            calls: [
                TimelockOperation.Call(
                    target: contracts.kms, data: Ownable.AcceptOwnership().calldata)
            ])
        if !File.exists(acceptance) {
            try File.write(operation.document, to: acceptance, replacing: false)
        }
        guard try Operations.read(acceptance) == operation else {
            throw CommandFailure(
                .input, "\(acceptance): is another operation than the hand-over",
                remedy: "Name another file with --acceptance.")
        }
        try transactions.journal.set("acceptance", try HandOver.document(of: operation))
        return operation
    }

    private static func document(of operation: Operation) throws(CommandFailure) -> JSONValue {
        let transaction = try Operations.transaction(of: operation)
        let hashes = transaction.hashes(in: operation.safeDomain)
        return [
            "operationId": operation.id.map { .string($0.hex) } ?? .null,
            "salt": operation.timelock.map { .string($0.salt.hex) } ?? .null,
            "safeTransaction": [
                "to": .string(transaction.to.checksummed), "value": "0",
                "data": .string(transaction.data.hex), "operation": 0, "nonce": 0,
                "domainHash": .string(hashes.domainHash.hex),
                "messageHash": .string(hashes.messageHash.hex),
                "safeTxHash": .string(hashes.digest.hex),
            ],
        ]
    }
}
