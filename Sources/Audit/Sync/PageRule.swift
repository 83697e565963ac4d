import Chain
import Primitives

/// What follows from what sources tell: pure functions over values.
enum PageRule {
    /// The logs of contracts in the receipts of a block.
    static func logs(
        of contracts: some Collection<Address>, in told: ToldReceipts, block: BlockNumber
    ) -> [PlacedLog] {
        let contracts = Set(contracts)
        var logs: [PlacedLog] = []
        var place: UInt64 = 0
        for (index, receipt) in told.receipts.enumerated() {
            for log in receipt.logs {
                defer { place += 1 }
                guard contracts.contains(log.address), index < told.transactions.count else {
                    continue
                }
                logs.append(
                    PlacedLog(
                        log: log, block: block, place: place, transactionPlace: UInt64(index),
                        transaction: told.transactions[index]))
            }
        }
        return logs
    }

    /// What a provider left out and what it invented, block by block.
    static func faults(
        of provider: String, told: Set<PlacedLog>, truth: Set<PlacedLog>
    ) -> [ProviderFault] {
        func count(
            _ logs: Set<PlacedLog>, _ kind: ProviderFault.Kind
        ) -> [ProviderFault] {
            Dictionary(grouping: logs, by: \.block).map { block, logs in
                ProviderFault(provider: provider, block: block, kind: kind, count: logs.count)
            }
        }
        let all =
            count(truth.subtracting(told), .omitted) + count(told.subtracting(truth), .invented)
        return all.sorted { ($0.block, $0.kind.rawValue) < ($1.block, $1.kind.rawValue) }
    }

    /// Whether headers follow each other, and the block before them.
    static func isLinked(_ headers: [BlockHeader], after last: BlockPoint?) -> Bool {
        var before = last
        for header in headers {
            if let before {
                guard before.number.value < .max, header.number.value == before.number.value + 1,
                    header.header.parentHash == before.hash
                else { return false }
            }
            before = header.point
        }
        return true
    }

    /// The transactions of logs, with the proofs that their block's header allows.
    ///
    /// - Parameters:
    ///   - logs: Logs of one block.
    ///   - body: The block's transactions as told.
    ///   - header: The block's header.
    /// - Returns: Nil where the transactions are not those of the header or of the logs.
    static func transactions(
        of logs: [PlacedLog], in body: ToldBody, header: Header
    ) -> [PlacedTransaction]? {
        let encoded = body.transactions.compactMap(\.encoded)
        let isWhole = encoded.count == body.transactions.count
        let trie = isWhole ? OrderedTrie.trie(of: encoded) : nil
        if let trie, trie.root != header.transactionsRoot { return nil }
        var result: [PlacedTransaction] = []
        for log in logs where result.last?.place != log.transactionPlace {
            guard let index = Int(exactly: log.transactionPlace), index < body.transactions.count
            else { return nil }
            let told = body.transactions[index]
            guard told.hash == log.transaction, TransactionCheck.isConsistent(told) else {
                return nil
            }
            result.append(
                PlacedTransaction(
                    block: header.number, place: log.transactionPlace, hash: told.hash,
                    sender: told.sender, target: told.target, input: told.input,
                    encoded: told.encoded ?? Bytes(),
                    proof: trie?.proof(of: OrderedTrie.key(of: index)) ?? []))
        }
        return result
    }
}

/// Whether what is told of a transaction follows from its bytes.
enum TransactionCheck {
    /// True also for a transaction of an unknown type: nothing about it can be checked.
    static func isConsistent(_ told: ToldBody.Transaction) -> Bool {
        guard let encoded = told.encoded else { return true }
        return isConsistent(
            encoded, hash: told.hash, sender: told.sender, target: told.target, input: told.input)
    }

    /// The same of a stored transaction whose bytes are there.
    static func isConsistent(
        _ encoded: Bytes, hash: Hash32, sender: Address, target: Address?, input: Bytes
    ) -> Bool {
        guard Keccak256.hash(encoded) == hash else { return false }
        guard let transaction = try? BlockTransaction(decoding: encoded) else { return false }
        guard case .signed(let signed) = transaction else { return true }
        guard let recovered = try? signed.sender() else { return false }
        return recovered == sender && signed.transaction.to == target
            && signed.transaction.input == input
    }
}
