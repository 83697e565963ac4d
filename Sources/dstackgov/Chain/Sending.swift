import Chain
import EthereumClient
import Primitives
import Signing

/// Sending a transaction that calls a contract, and waiting until it is in a block.
struct Sending {
    let client: EthereumClient
    let chainID: ChainID
    /// The most gas that a transaction may be estimated to need; nil: any.
    var gasCap: UInt64?

    /// What is safe to do when nobody knows what became of a transaction.
    private static let repeating =
        "Repeat the command: it looks at the chain first and does nothing twice."

    /// How long transactions that were sent before are waited for.
    private static let settlingTime = Duration.seconds(120)

    /// Waits until no transaction of `account` is on its way: one that an interrupted run has sent
    /// may do what is to be done now.
    ///
    /// - Parameter account: Who pays.
    /// - Throws: ``CommandFailure`` when it is still on its way after two minutes.
    func settle(_ account: Address) async throws(CommandFailure) {
        let deadline = ContinuousClock.now + Sending.settlingTime
        var isTold = false
        while true {
            let (mined, sent) = try await client.asking { client throws(ClientError) in
                (
                    try await client.getTransactionCount(account, at: .latest),
                    try await client.getTransactionCount(account, at: .pending)
                )
            }
            guard sent > mined else { return }
            guard ContinuousClock.now < deadline else {
                throw CommandFailure(
                    .notYet, "\(sent - mined) transactions of \(account) are still on their way",
                    remedy: "Wait until they are in a block, or replace them; then repeat.")
            }
            if !isTold {
                StandardError.write("waiting for a transaction that \(account) sent before")
                isTold = true
            }
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    /// Signs, sends, waits.
    ///
    /// - Parameters:
    ///   - target: The contract.
    ///   - data: The calldata.
    ///   - value: What is sent along.
    ///   - key: The account that pays.
    /// - Returns: The receipt of a transaction that succeeded.
    /// - Throws: ``CommandFailure``: `refused` when the contract refuses, `chain` otherwise.
    func call(
        _ target: Address, _ data: Bytes, value: Wei = .zero, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> TransactionReceipt {
        let account = key.address
        var request = CallRequest(from: account, to: target, input: data)
        request.value = value.isZero ? nil : value
        let estimate: Gas
        do throws(ClientError) { estimate = try await client.estimateGas(request) } catch {
            guard let node = error.nodeError, node.fault == .reverted else {
                throw CommandFailure(node: error)
            }
            throw CommandFailure(
                .refused, "\(target) refuses the call: " + Reverts.explain(node.revertData))
        }
        if let gasCap, estimate.number > UInt256(gasCap) {
            throw CommandFailure(
                .refused, "the call needs \(estimate) gas, more than the \(gasCap) allowed")
        }
        let fees: FeeSuggestion
        do throws(FeeError) { fees = try await client.suggestFees() } catch {
            throw CommandFailure(fees: error)
        }
        let nonce = try await client.asking { client throws(ClientError) in
            try await client.getTransactionCount(account, at: .pending)
        }
        let transaction = Transaction.dynamicFee(
            DynamicFeeTransaction(
                chainID: chainID, nonce: nonce, maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
                maxFeePerGas: fees.maxFeePerGas, gasLimit: Sending.limit(estimate), to: target,
                value: value, input: data))
        return try await submit(transaction, account: account, nonce: nonce, key: key)
    }

    private func submit(
        _ transaction: Transaction, account: Address, nonce: UInt64, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> TransactionReceipt {
        let signed: SignedTransaction
        do throws(PrivateKeyError) {
            signed = SignedTransaction(
                transaction, signature: try key.sign(transaction.signingHash))
        } catch {
            throw CommandFailure(.input, "the key cannot sign: \(error)")
        }
        let hash: Hash32
        do throws(ClientError) {
            hash = try await client.sendRawTransaction(signed.encoded)
        } catch {
            // Whatever the node says, it may have taken the transaction.
            let isRefused = error.nodeError != nil
            throw CommandFailure(
                node: error, of: "transaction \(signed.hash)",
                remedy: isRefused ? nil : Sending.repeating)
        }
        let notice = SlowNotice("waiting until transaction \(hash) is in a block")
        defer { notice.end() }
        let receipt: TransactionReceipt
        do throws(WaitError) {
            let rule = WaitRule(interval: .milliseconds(200), sender: (account, nonce))
            receipt = try await client.waitForReceipt(hash, rule: rule)
        } catch {
            throw CommandFailure(
                .chain, "transaction \(hash): \(error)",
                remedy: Sending.repeating)
        }
        guard receipt.succeeded == true else {
            throw CommandFailure(.refused, "transaction \(hash) was reverted")
        }
        return receipt
    }

    /// A fifth more than estimated: state may change until the transaction runs.
    static func limit(_ estimate: Gas) -> Gas {
        guard let gas = UInt64(exactly: estimate.number) else { return estimate }
        return Gas(gas + gas / 5)
    }
}
