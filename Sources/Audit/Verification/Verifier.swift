import Chain
public import Primitives

/// Proves from a store alone, without a node, what its history is worth.
public struct Verifier {
    let store: AuditStore
    let anchors: Set<Hash32>
    let quorum: Int

    /// A verification of a store.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - anchors: Hashes of blocks that the auditor knows from elsewhere.
    ///   - quorum: How many providers must have the last block, so that its hash is agreed.
    public init(_ store: AuditStore, anchors: Set<Hash32> = [], quorum: Int = 2) {
        self.store = store
        self.anchors = anchors
        self.quorum = max(quorum, 1)
    }

    /// What was found about one block.
    private enum Verdict: Hashable {
        case excluded(byReceipts: Bool)
        case open(String)
    }

    /// Blocks after each other about which the same was found.
    private struct Run {
        var blocks: ClosedRange<BlockNumber>
        var reason: String?
    }

    /// Blocks whose time no calendar has, such as those of a node that counts milliseconds.
    private struct Undated {
        private var first: BlockHeader?
        private var count = 0

        mutating func look(at header: BlockHeader) {
            guard header.header.timestamp > Timestamp.last else { return }
            if first == nil { first = header }
            count += 1
        }

        var reservation: String? {
            first.map { first in
                "block \(first.number) is of \(first.header.timestamp), behind the year 9999"
                    + (count > 1 ? ", as are \(count - 1) behind it" : "")
                    + ": its node does not count seconds, and no date in its blocks holds"
            }
        }
    }

    /// Verifies everything.
    public func run() async throws(StoreError) -> HistoryVerification {
        var result = HistoryVerification()
        guard let range = try HistoryReader(store).range() else { return result }
        let subjects = try checkedSubjects(range, &result)
        var runs: [Run] = []
        var lastBreak: BlockNumber?
        var before: BlockHeader?
        var expected = range.lowerBound.value
        let keys = subjects.map { Bloom.Key($0.address) }
        let addresses = Set(subjects.map(\.address))
        func add(_ blocks: ClosedRange<BlockNumber>, _ reason: String?) {
            if let last = runs.last, last.reason == reason {
                runs[runs.count - 1].blocks = last.blocks.lowerBound...blocks.upperBound
            } else {
                runs.append(Run(blocks: blocks, reason: reason))
            }
        }
        var found: [BlockPoint] = []
        var undated = Undated()
        try await store.eachHeader(in: range) { header throws(StoreError) in
            let number = header.number
            if number.value > expected {
                add(
                    BlockNumber(expected)...BlockNumber(number.value - 1), "the headers are missing"
                )
                lastBreak = BlockNumber(number.value - 1)
            } else if let before, header.header.parentHash != before.hash {
                result.refutations.append("block \(number) does not follow the block before it")
                lastBreak = before.number
            }
            if anchors.contains(header.hash) { found.append(header.point) }
            undated.look(at: header)
            switch try verdict(header, keys, addresses, &result) {
            case .excluded(let byReceipts):
                if byReceipts {
                    result.excluded.byReceipts += 1
                } else {
                    result.excluded.byFilter += 1
                }
                add(number...number, nil)
            case .open(let reason): add(number...number, reason)
            }
            before = header
            expected = number.value + 1
        }
        if expected <= range.upperBound.value {
            add(BlockNumber(expected)...range.upperBound, "the headers are missing")
            lastBreak = range.upperBound
        }
        if let reservation = undated.reservation { result.reservations.append(reservation) }
        try findAnchor(found, last: before, &result)
        let agreements = try store.agreements()
        for run in runs {
            append(run, anchor: result.anchor?.number, lastBreak, agreements, to: &result)
        }
        try checkStates(subjects, range, &result)
        return result
    }

    /// Cuts a run where its blocks hang on different evidence.
    private func append(
        _ run: Run, anchor: BlockNumber?, _ lastBreak: BlockNumber?,
        _ agreements: [String: ClosedRange<BlockNumber>], to result: inout HistoryVerification
    ) {
        var cuts = [run.blocks.upperBound]
        let edges = agreements.values.flatMap { range in
            [range.upperBound]
                + (range.lowerBound.value > 0
                    ? [BlockNumber(range.lowerBound.value - 1)] : [])
        }
        for edge in edges + [anchor, lastBreak].compactMap({ $0 })
        where run.blocks.contains(edge) && edge < run.blocks.upperBound {
            cuts.append(edge)
        }
        var start = run.blocks.lowerBound
        for end in Set(cuts).sorted() {
            let reason: String? =
                if let reason = run.reason {
                    reason
                } else if let lastBreak, end <= lastBreak {
                    "the headers do not reach the agreed hash: block \(lastBreak) breaks the chain"
                } else if let anchor, end <= anchor {
                    nil
                } else {
                    "no hash at or behind these blocks is agreed: name a second provider, or a "
                        + "hash that you know from elsewhere"
                }
            let voices = agreements.values.filter {
                $0.contains(start) && $0.contains(end)
            }.count
            let level: EvidenceLevel =
                reason == nil ? .complete : voices >= 2 ? .corroborated : .bare
            let next = RangeEvidence(blocks: start...end, level: level, reason: reason ?? "")
            if let last = result.ranges.last, last.level == level, last.reason == next.reason {
                result.ranges[result.ranges.count - 1] = RangeEvidence(
                    blocks: last.blocks.lowerBound...end, level: level, reason: last.reason)
            } else {
                result.ranges.append(next)
            }
            if end.value < .max { start = BlockNumber(end.value + 1) }
        }
    }

    private func verdict(
        _ header: BlockHeader, _ keys: [Bloom.Key], _ addresses: Set<Address>,
        _ result: inout HistoryVerification
    ) throws(StoreError) -> Verdict {
        let number = header.number
        let logs = try store.logs(of: number)
        guard let receipts = try store.receipts(of: number) else {
            guard BloomRule.excludes(keys, in: header.header) else {
                return .open("a log may hide in the block, and its receipts are missing")
            }
            if logs.isEmpty { return .excluded(byReceipts: false) }
            result.refutations.append("block \(number) has logs that its filter excludes")
            return .open("the logs are not those of the block")
        }
        guard Receipt.root(of: receipts) == header.header.receiptsRoot else {
            result.refutations.append("the receipts of block \(number) are not those of its header")
            return .open("the receipts are not those of the header")
        }
        // The receipts do not name their transactions; the transactions' proofs do.
        let told = ToldReceipts(
            receipts: receipts,
            transactions: receipts.indices.map { index in
                logs.first { $0.transactionPlace == UInt64(index) }?.transaction ?? .zero
            })
        let truth = PageRule.logs(of: addresses, in: told, block: number)
        guard truth == logs else {
            let missing = Set(truth).subtracting(logs).count
            let extra = Set(logs).subtracting(truth).count
            result.refutations.append(
                "block \(number): \(missing) logs of its receipts are missing, \(extra) stored "
                    + "logs are not in them")
            return .open("the logs are not those of the block")
        }
        try checkTransactions(of: logs, header.header, &result)
        return .excluded(byReceipts: true)
    }

    private func checkTransactions(
        of logs: [PlacedLog], _ header: Header, _ result: inout HistoryVerification
    ) throws(StoreError) {
        guard !logs.isEmpty else { return }
        let stored = try store.transactions(of: header.number)
        for log in logs {
            let isThere = stored.contains {
                $0.place == log.transactionPlace && $0.hash == log.transaction
            }
            guard !isThere else { continue }
            result.refutations.append(
                "block \(header.number): transaction \(log.transactionPlace) is missing, or "
                    + "another than its logs name")
            return
        }
        for transaction in stored {
            guard logs.contains(where: { $0.transaction == transaction.hash }) else {
                result.refutations.append(
                    "block \(header.number): transaction \(transaction.place) is not that of its "
                        + "logs")
                continue
            }
            guard !transaction.encoded.isEmpty, !transaction.proof.isEmpty else {
                result.reservations.append(
                    "transaction \(transaction.hash) of block \(header.number) is as a provider "
                        + "tells it: a type of this chain's own is in the block")
                continue
            }
            let key = OrderedTrie.key(of: Int(clamping: transaction.place))
            let proved = try? MerklePatriciaProof.verify(
                root: header.transactionsRoot, key: key, proof: transaction.proof,
                keys: .anyLength)
            guard proved == transaction.encoded,
                TransactionCheck.isConsistent(
                    transaction.encoded, hash: transaction.hash, sender: transaction.sender,
                    target: transaction.target, input: transaction.input)
            else {
                result.refutations.append(
                    "transaction \(transaction.hash) is not the one of block \(header.number)")
                continue
            }
        }
    }
}
