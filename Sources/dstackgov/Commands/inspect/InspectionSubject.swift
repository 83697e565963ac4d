import Contracts
import EthereumClient
import Governance
import Primitives

/// What is inspected, with everything that is shown of it.
struct InspectionSubject {
    /// What it is, in a line.
    var title: String
    /// What is known of it beside its calls.
    var facts: [(name: String, value: String)] = []
    /// The operation, where it came as a file of ours.
    var operation: Governance.Operation?
    /// The Safe's transaction and its hashes, where there is one.
    var transaction: SafeTransaction?
    var hashes: SafeHashes?
    /// The hash that the document states.
    var stated: Hash32?
    /// The calls.
    private(set) var calls: CallInspection
    /// The values of ``CallInspection/changes`` before; empty where no node was asked.
    private(set) var before: [String?] = []
    /// What the chain says now.
    private(set) var chainFacts: [(name: String, value: String)] = []
    /// Whether a node was asked.
    private(set) var isAsked = false
    /// Whether the outermost target is known.
    let targetIsKnown: Bool
    private let inspect: (ChainFacts) -> CallInspection

    /// An operation file.
    init(_ operation: Governance.Operation) throws(CommandFailure) {
        let inspection: Inspection
        do throws(OperationError) { inspection = try Inspection(operation) } catch {
            throw CommandFailure(.input, "\(error)")
        }
        self.operation = operation
        transaction = inspection.transaction
        hashes = inspection.hashes
        calls = inspection.calls
        targetIsKnown = true
        title =
            switch operation.action {
            case .schedule: "Schedule in the timelock, then execute"
            case .cancel: "Cancel in the timelock"
            case .direct: "Call at once, without a timelock"
            case .reject: "Reject: use up the Safe's nonce \(operation.safe.nonce)"
            }
        inspect = { facts in
            (try? Inspection(operation, facts: facts))?.calls ?? inspection.calls
        }
    }

    /// A Safe's transaction without a file of ours.
    init(
        _ transaction: SafeTransaction, chainID: ChainID, safe: Address, version: SafeVersion,
        stated: Hash32?
    ) {
        func inspection(_ facts: ChainFacts) -> Inspection {
            Inspection(transaction, chainID: chainID, safe: safe, version: version, facts: facts)
        }
        let first = inspection(ChainFacts())
        title = "Transaction of a Safe"
        facts = [
            ("chain", chainID.description),
            ("Safe", "\(safe)   version \(version), nonce \(transaction.nonce)"),
        ]
        self.transaction = transaction
        self.stated = stated
        hashes = first.hashes
        calls = first.calls
        targetIsKnown = true
        inspect = { inspection($0).calls }
    }

    /// A call.
    init(_ title: String, _ tree: CallNode, targetIsKnown: Bool = true) {
        self.title = title
        self.targetIsKnown = targetIsKnown
        calls = CallInspection(tree)
        inspect = { CallInspection(tree, facts: $0) }
    }

    /// Adds what the chain says.
    mutating func ask(_ client: EthereumClient) async throws(CommandFailure) {
        isAsked = true
        let reading = ChainFactsReading(client)
        let facts = try await reading.facts(of: calls)
        calls = inspect(facts)
        for change in calls.changes { before.append(try await reading.value(before: change)) }
        guard let operation else { return }
        let safe = try await SafeOnChain(operation.safe.address, client)
        chainFacts = [
            ("Safe", "nonce \(safe.nonce), \(safe.threshold) of \(safe.owners.count) owners sign")
        ]
        if safe.version != operation.safe.version {
            chainFacts.append(
                ("Safe's version", "\(safe.version) now: the file is stale, propose it again"))
        }
        if safe.nonce > operation.safe.nonce {
            chainFacts.append(
                (
                    "nonce",
                    "past \(operation.safe.nonce): this was executed, or another transaction took "
                        + "its place"
                ))
        }
        guard let timelock = operation.timelock, let id = operation.id else { return }
        let standing = try await OperationStanding(id, timelock: timelock.address, client)
        chainFacts.append(("operation", standing.told))
        if let ready = standing.ready { chainFacts.append(ready) }
    }

    /// Refuses a document that states another hash than its fields have.
    func checkStatedHash() throws(CommandFailure) {
        guard let stated, let found = hashes?.digest, stated != found else { return }
        throw CommandFailure(
            .refused, "the document states the hash \(stated), its fields have \(found)",
            remedy: "Do not sign it: whoever made the document is wrong, or lies.")
    }
}
