public import Primitives

extension EthereumClient {
    /// Waits until a transaction is on the chain, deep enough, in a block that the node still has at
    /// that height. A reorganisation in between only makes it wait on.
    ///
    /// - Parameters:
    ///   - hash: The transaction.
    ///   - rule: For what to wait, and how long.
    /// - Returns: The receipt as it is at the end.
    /// - Throws: ``WaitError``.
    public func waitForReceipt(
        _ hash: Hash32, rule: WaitRule = WaitRule()
    ) async throws(WaitError) -> TransactionReceipt {
        var seen: TransactionReceipt?
        while true {
            var replaced: UInt64?
            do throws(ClientError) {
                switch try await progress(of: hash, rule: rule) {
                case .done(let receipt): return receipt
                case .shallow(let receipt): seen = receipt
                case .unseen: break
                case .replaced(let nonce): replaced = nonce
                }
            } catch {
                guard error.mayPassByItself || error.nodeError?.fault == .notFound else {
                    throw .client(error)
                }
            }
            if let replaced { throw .replaced(nonce: replaced) }
            let wake = ContinuousClock.now + rule.interval
            guard wake < rule.deadline else { throw .deadline(seen: seen) }
            do {
                try await Task.sleep(until: wake, clock: .continuous)
            } catch {
                throw .cancelled
            }
        }
    }

    /// How far a transaction is.
    private enum Progress {
        case unseen
        case shallow(TransactionReceipt)
        case done(TransactionReceipt)
        case replaced(nonce: UInt64)
    }

    private func progress(
        of hash: Hash32, rule: WaitRule
    ) async throws(ClientError) -> Progress {
        guard let receipt = try await getTransactionReceipt(hash, allowing: rule.leniency) else {
            return try await absence(of: hash, rule: rule)
        }
        // The receipt may be that of a block that is no longer on the chain.
        guard let block = try await getHeader(.number(receipt.blockNumber)),
            block.hash == receipt.blockHash
        else { return .unseen }
        let isDeep: Bool
        switch rule.depth {
        case .blocks(let count):
            let head = try await blockNumber()
            let depth = (try? head - receipt.blockNumber) ?? 0
            isDeep = depth >= max(count, 1) - 1 && head >= receipt.blockNumber
        case .safe:
            isDeep = try await getHeader(.safe).map { $0.number >= receipt.blockNumber } ?? false
        case .finalized:
            isDeep =
                try await getHeader(.finalized).map { $0.number >= receipt.blockNumber } ?? false
        }
        return isDeep ? .done(receipt) : .shallow(receipt)
    }

    /// Whether a transaction without receipt can still come: not when the chain counts its nonce and
    /// still has no receipt.
    private func absence(of hash: Hash32, rule: WaitRule) async throws(ClientError) -> Progress {
        guard let sender = rule.sender else { return .unseen }
        let count = try await getTransactionCount(sender.account, at: .latest)
        guard count > sender.nonce else { return .unseen }
        // It may have come between the two questions.
        if try await getTransactionReceipt(hash, allowing: rule.leniency) != nil { return .unseen }
        return .replaced(nonce: sender.nonce)
    }
}
