import Audit
import EthereumClient
import Primitives

/// Brings a store of a deployment up to date, and tells a person how far it is.
struct HistorySync {
    let sources: [ProviderHistory]
    let deployment: Deployment
    let store: AuditStore
    let isComplete: Bool
    var pageBlocks: UInt64 = 500
    var tellsProgress = false

    /// Until where.
    enum End {
        case finalized
        case latest
        case number(BlockNumber)
    }

    /// Reads everything up to `end`.
    ///
    /// - Returns: The last block of the store.
    func run(to end: End) async throws(CommandFailure) -> BlockNumber {
        try await claim()
        let last = try await number(of: end)
        var synchronizer = Synchronizer(
            store: store, sources: sources, pageBlocks: pageBlocks)
        let progress = SyncProgress(
            first: try store.asking { store throws(StoreError) in try store.next() }, last: last)
        do throws(SyncError) {
            while let step = try await synchronizer.next(to: last) {
                if tellsProgress { StandardError.write(progress.line(after: step)) }
            }
            try await synchronizer.noteEnds()
        } catch {
            throw CommandFailure(.chain, "\(error)", remedy: "What is stored stays; run it again.")
        }
        return last
    }

    private func claim() async throws(CommandFailure) {
        guard let first = sources.first else { throw CommandFailure(.input, "no node to ask") }
        let chainID = try await first.client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        for source in sources.dropFirst() {
            let other = try await source.client.asking { client throws(ClientError) in
                try await client.chainID()
            }
            guard other == chainID else {
                throw CommandFailure(
                    .refused,
                    "\(source.label) serves chain \(other), \(first.label) chain \(chainID)")
            }
        }
        let begin = BlockNumber(deployment.firstBlock ?? 0)
        let stored = StoredDeployment(
            chainID: chainID, kms: deployment.kms, firstBlock: begin, isComplete: isComplete)
        let subjects = deployment.subjects(from: begin)
        try store.asking { store throws(StoreError) in
            try store.claim(stored, subjects: subjects)
        }
    }

    /// The lowest of what the providers say, so that every one of them has the block.
    private func number(of end: End) async throws(CommandFailure) -> BlockNumber {
        let tag: BlockReference
        switch end {
        case .number(let number): return number
        case .finalized: tag = .finalized
        case .latest: tag = .latest
        }
        var lowest: BlockNumber?
        var failure: CommandFailure?
        for source in sources {
            do throws(CommandFailure) {
                let header = try await source.client.asking { client throws(ClientError) in
                    try await client.getHeader(tag)
                }
                guard let header else {
                    throw CommandFailure(
                        .chain, "\(source.label) does not say which block is \(tag)",
                        remedy: "Give --to latest, or a number.")
                }
                lowest = min(lowest ?? header.number, header.number)
            } catch {
                failure = error
            }
        }
        guard let lowest else { throw failure ?? CommandFailure(.chain, "no node answers") }
        return lowest
    }
}

extension Deployment {
    /// The contracts whose history is read from the beginning.
    func subjects(from first: BlockNumber) -> [Subject] {
        func subject(_ address: Address, _ role: Subject.Role) -> Subject {
            Subject(address: address, role: role, found: first, isGiven: true)
        }
        var subjects = [
            subject(kms, .kms), subject(timelock, .owner), subject(safe, .proposer),
        ]
        if let app { subjects.append(subject(app, .app)) }
        return subjects
    }
}
