import Chain
import Primitives

/// Reads one page: headers, logs, receipts where a log may hide, transactions; and the same of the
/// blocks before for contracts that are new.
struct PageReading {
    let store: AuditStore
    let sources: [any HistorySource]
    let range: ClosedRange<BlockNumber>

    /// What is known while the page is read.
    private struct Draft {
        var known: [Address: Subject]
        /// The contracts that were known before the page.
        var old: Set<Address> = []
        var headers: [BlockNumber: BlockHeader] = [:]
        var receipts: [BlockNumber: ToldReceipts] = [:]
        var told: [String: Set<ToldLog>] = [:]
        /// Sources that were asked in vain, or are on another chain.
        var silent: Set<String> = []
    }

    /// The page; nil when the chain changed meanwhile.
    func page() async throws(SyncError) -> HistoryPage? {
        let deployment = try stored { store throws(StoreError) in try store.deployment() }
        let last = try stored { store throws(StoreError) in try store.progress() }
        let subjects = try stored { store throws(StoreError) in try store.subjects() }
        var draft = Draft(known: [:])
        for subject in subjects { draft.known[subject.address] = subject }
        draft.old = Set(draft.known.keys)

        let numbers = deployment.isComplete ? numbers(range) : [range.upperBound]
        let headers = try await SyncError.first(of: sources) { source throws(SourceError) in
            try await source.headers(numbers)
        }
        guard let end = headers.last,
            !deployment.isComplete || PageRule.isLinked(headers, after: last)
        else { return nil }
        for header in headers { draft.headers[header.number] = header }
        try await markSilent(end, &draft)

        var fresh = Array(draft.known.keys)
        var scope = range
        var logs: [PlacedLog] = []
        while !fresh.isEmpty {
            if deployment.isComplete {
                try await lookInto(scope, for: fresh, &draft)
            } else {
                guard try await believe(scope, for: fresh, &draft) else { return nil }
            }
            logs = self.logs(draft, isComplete: deployment.isComplete)
            let before = Set(draft.known.keys)
            for log in logs {
                Discovery.add(Discovery.subjects(in: log, known: draft.known), to: &draft.known)
            }
            fresh = draft.known.keys.filter { !before.contains($0) }.sorted()
            scope = min(deployment.firstBlock, range.lowerBound)...range.upperBound
        }
        guard let transactions = try await transactions(of: logs, draft) else { return nil }
        guard try await isStill(end) else { return nil }
        return page(
            end, logs: logs, transactions: transactions, draft, isComplete: deployment.isComplete)
    }

    private func page(
        _ end: BlockHeader, logs: [PlacedLog], transactions: [PlacedTransaction], _ draft: Draft,
        isComplete: Bool
    ) -> HistoryPage {
        let withLogs = Set(logs.map(\.block))
        let headers = draft.headers.values.sorted { $0.number < $1.number }.filter {
            isComplete ? range.contains($0.number) : withLogs.contains($0.number)
        }
        var page = HistoryPage(end: end.point, headers: headers)
        page.logs = logs
        page.transactions = transactions
        page.subjects = draft.known.values.sorted { $0.address < $1.address }
        page.receipts = draft.receipts.sorted { $0.key < $1.key }.map {
            PlacedReceipts(block: $0.key, receipts: $0.value.receipts)
        }
        let asked = Set(
            logs.filter {
                range.contains($0.block) || !draft.old.contains($0.log.address)
            })
        for source in sources where !draft.silent.contains(source.label) {
            let told = Set((draft.told[source.label] ?? []).map(\.placed))
            let faults = PageRule.faults(of: source.label, told: told, truth: asked)
            if faults.isEmpty { page.agreeing.append(source.label) }
            page.faults += faults
        }
        return page
    }

    private func numbers(_ range: ClosedRange<BlockNumber>) -> [BlockNumber] {
        (range.lowerBound.value...range.upperBound.value).map { BlockNumber($0) }
    }

    private func stored<Result>(
        _ body: (AuditStore) throws(StoreError) -> Result
    ) throws(SyncError) -> Result {
        do throws(StoreError) { return try body(store) } catch { throw .store(error) }
    }
}

extension PageReading {
    /// A source that has another block at the end, or none, says nothing about this chain.
    private func markSilent(_ end: BlockHeader, _ draft: inout Draft) async throws(SyncError) {
        for source in sources {
            let header = try? await source.header(end.number)
            if header?.hash != end.hash { draft.silent.insert(source.label) }
        }
    }

    /// Whether the end of the page, which commits to all blocks before it, is on the chain still.
    private func isStill(_ end: BlockHeader) async throws(SyncError) -> Bool {
        try await SyncError.header(end.number, of: sources)?.hash == end.hash
    }

    /// Asks every source of this chain for the logs of contracts.
    ///
    /// - Returns: The blocks that hold some by what is told.
    private func ask(
        _ scope: ClosedRange<BlockNumber>, for fresh: [Address], _ draft: inout Draft
    ) async throws(SyncError) -> Set<BlockNumber> {
        var blocks: Set<BlockNumber> = []
        var errors: [SourceError] = []
        for source in sources where !draft.silent.contains(source.label) {
            do throws(SourceError) {
                let logs = try await source.logs(of: fresh, in: scope)
                draft.told[source.label, default: []].formUnion(logs)
                for log in logs where scope.contains(log.placed.block) {
                    blocks.insert(log.placed.block)
                }
            } catch {
                draft.silent.insert(source.label)
                errors.append(error)
            }
        }
        if draft.told.isEmpty { throw .sources(errors) }
        return blocks
    }

    /// Looks into the receipts of every block of the scope where a log of the contracts may be.
    private func lookInto(
        _ scope: ClosedRange<BlockNumber>, for fresh: [Address], _ draft: inout Draft
    ) async throws(SyncError) {
        let told = try await ask(scope, for: fresh, &draft)
        let keys = fresh.map { Bloom.Key($0) }
        var wanted: [BlockHeader] = []
        func consider(_ header: BlockHeader) {
            guard draft.receipts[header.number] == nil else { return }
            if told.contains(header.number) || !BloomRule.excludes(keys, in: header.header) {
                wanted.append(header)
            }
        }
        if scope.lowerBound < range.lowerBound {
            let earlier = scope.lowerBound...BlockNumber(range.lowerBound.value - 1)
            do throws(StoreError) {
                try await store.eachHeader(in: earlier) { header throws(StoreError) in
                    consider(header)
                }
            } catch {
                throw .store(error)
            }
        }
        for number in numbers(range) { if let header = draft.headers[number] { consider(header) } }
        for header in wanted { draft.headers[header.number] = header }
        try await fetchReceipts(of: wanted, &draft)
        // A log that a source told in a block without any keeps no receipts: the filter refutes it.
        for number in told {
            guard let header = draft.headers[number], let found = draft.receipts[number] else {
                continue
            }
            let all = draft.known.keys.map { Bloom.Key($0) }
            if BloomRule.excludes(all, in: header.header),
                PageRule.logs(of: draft.known.keys, in: found, block: number).isEmpty
            {
                draft.receipts[number] = nil
            }
        }
    }

    private func fetchReceipts(
        of wanted: [BlockHeader], _ draft: inout Draft
    ) async throws(SyncError) {
        guard !wanted.isEmpty else { return }
        let points = wanted.map(\.point)
        let told = try await SyncError.first(of: sources) { source throws(SourceError) in
            let told = try await source.receipts(of: points)
            for (header, receipts) in zip(wanted, told) {
                guard Receipt.root(of: receipts.receipts) == header.header.receiptsRoot,
                    receipts.transactions.count == receipts.receipts.count
                else {
                    throw .refuted(
                        provider: source.label, block: header.number,
                        what: "the receipts are not those of the header")
                }
            }
            guard told.count == wanted.count else {
                throw .unavailable(
                    provider: source.label, reason: "receipts of \(wanted.count) blocks missing")
            }
            return told
        }
        for (header, receipts) in zip(wanted, told) { draft.receipts[header.number] = receipts }
    }

    /// Takes the sources at their word, one completing the other.
    private func believe(
        _ scope: ClosedRange<BlockNumber>, for fresh: [Address], _ draft: inout Draft
    ) async throws(SyncError) -> Bool {
        let blocks = try await ask(scope, for: fresh, &draft)
        let missing = blocks.filter { draft.headers[$0] == nil }.sorted()
        let headers = try await SyncError.first(of: sources) { source throws(SourceError) in
            try await source.headers(missing)
        }
        for header in headers { draft.headers[header.number] = header }
        // A log of another block than the chain's: the source is on a fork, or the chain changed.
        for (label, told) in draft.told {
            guard told.allSatisfy({ draft.headers[$0.placed.block]?.hash == $0.blockHash }) else {
                draft.told[label] = nil
                draft.silent.insert(label)
                continue
            }
        }
        return !draft.told.isEmpty
    }

    private func logs(_ draft: Draft, isComplete: Bool) -> [PlacedLog] {
        var logs: Set<PlacedLog> = []
        if isComplete {
            for (block, receipts) in draft.receipts {
                logs.formUnion(PageRule.logs(of: draft.known.keys, in: receipts, block: block))
            }
        } else {
            for told in draft.told.values { logs.formUnion(told.map(\.placed)) }
        }
        return logs.sorted { ($0.block, $0.place) < ($1.block, $1.place) }
    }

    /// The transactions of logs, block by block; nil where a block changed meanwhile.
    private func transactions(
        of logs: [PlacedLog], _ draft: Draft
    ) async throws(SyncError) -> [PlacedTransaction]? {
        let byBlock = Dictionary(grouping: logs, by: \.block)
        let blocks = byBlock.keys.sorted()
        var headers: [BlockHeader] = []
        for block in blocks {
            guard let header = draft.headers[block] else { return nil }
            headers.append(header)
        }
        guard !headers.isEmpty else { return [] }
        return try await SyncError.first(of: sources) { source throws(SourceError) in
            let bodies = try await source.bodies(of: headers.map(\.point))
            var result: [PlacedTransaction] = []
            for (header, body) in zip(headers, bodies) {
                guard
                    let found = PageRule.transactions(
                        of: byBlock[header.number] ?? [], in: body, header: header.header)
                else {
                    throw .refuted(
                        provider: source.label, block: header.number,
                        what: "the transactions are not those of the header or of the logs")
                }
                result += found
            }
            guard bodies.count == headers.count else {
                throw .unavailable(
                    provider: source.label, reason: "blocks are missing")
            }
            return result
        }
    }
}
