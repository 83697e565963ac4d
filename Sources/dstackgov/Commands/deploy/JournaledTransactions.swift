import Chain
import Codec
import EthereumClient
import Primitives
import Signing

/// The deployer's transactions, each under the name of its step, each made once however often the
/// deployment is interrupted.
struct JournaledTransactions {
    /// How long one step may wait for its block.
    static let patience = Duration.seconds(180)

    let client: EthereumClient
    let chainID: ChainID
    let deployer: Address
    var journal: DeploymentJournal

    /// Makes the transaction of a step unless it was made before, sends it, waits for its block.
    ///
    /// - Parameters:
    ///   - step: The step's name.
    ///   - target: Who is called; nil creates a contract.
    ///   - data: The calldata, or the creation code with its arguments.
    ///   - key: The deployer's key.
    /// - Returns: The receipt.
    /// - Throws: ``CommandFailure`` that names the step.
    mutating func send(
        _ step: String, to target: Address?, _ data: Bytes, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> TransactionReceipt {
        if journal.transaction(step) == nil {
            let (signed, nonce) = try await prepare(step, target, data, key: key)
            try journal.set(
                transaction: step,
                [
                    "hash": .string(signed.hash.hex), "nonce": .number("\(nonce)"),
                    "raw": .string(signed.encoded.hex),
                ])
        }
        return try await finish(step)
    }

    /// Creates a contract.
    ///
    /// - Returns: Its address.
    mutating func create(
        _ step: String, _ creation: Bytes, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> Address {
        let receipt = try await send(step, to: nil, creation, key: key)
        let expected = Address.created(by: deployer, nonce: try nonce(of: step))
        guard receipt.contractAddress == nil || receipt.contractAddress == expected else {
            throw CommandFailure(.chain, "\(step): the contract is not where it must be")
        }
        return expected
    }

    /// Sends the transaction that was made for a step, again if need be, and waits for its block.
    private mutating func finish(_ step: String) async throws(CommandFailure) -> TransactionReceipt
    {
        guard let entry = journal.transaction(step), let text = entry["hash"]?.string,
            let hash = try? Hash32(hex: text)
        else { throw CommandFailure(.input, "\(journal.path): transactions.\(step) is malformed") }
        let nonce = try nonce(of: step)
        let known = try await client.asking { client throws(ClientError) in
            try await client.getTransactionReceipt(hash)
        }
        let receipt: TransactionReceipt
        if let known {
            receipt = known
        } else {
            receipt = try await broadcast(step, entry, hash, nonce)
        }
        guard receipt.succeeded == true else {
            throw CommandFailure(
                .refused, "\(step): transaction \(hash) was reverted",
                remedy: "Deploy again with another --out.")
        }
        if entry["blockNumber"] == nil {
            try journal.set(
                transaction: step,
                [
                    "hash": .string(hash.hex), "nonce": .number("\(nonce)"),
                    "blockNumber": .number(receipt.blockNumber.decimal),
                    "gasUsed": .number(receipt.gasUsed.decimal),
                ])
            StandardError.write("\(step): \(hash) in block \(receipt.blockNumber)")
        }
        return receipt
    }

    private func broadcast(
        _ step: String, _ entry: JSONValue, _ hash: Hash32, _ nonce: UInt64
    ) async throws(CommandFailure) -> TransactionReceipt {
        guard let raw = entry["raw"]?.string, let bytes = try? Bytes(hex: raw) else {
            throw CommandFailure(
                .chain, "\(step): transaction \(hash) was in a block and is not any more",
                remedy: "The chain was reorganised or reset: wait, or use another --out.")
        }
        do throws(ClientError) {
            _ = try await client.sendRawTransaction(bytes)
        } catch {
            guard error.nodeError?.fault != .nonceTooLow else {
                // It may have come into a block since it was looked for.
                let mined = try await client.asking { client throws(ClientError) in
                    try await client.getTransactionReceipt(hash)
                }
                if let mined { return mined }
                throw CommandFailure(
                    .refused, "\(step): another transaction of \(deployer) took nonce \(nonce)",
                    remedy: "Use an account that does nothing else, and another --out.")
            }
            throw CommandFailure(node: error, of: step)
        }
        let notice = SlowNotice("\(step): waiting until transaction \(hash) is in a block")
        defer { notice.end() }
        do throws(WaitError) {
            let rule = WaitRule(
                interval: .milliseconds(100), timeout: JournaledTransactions.patience,
                sender: (deployer, nonce))
            return try await client.waitForReceipt(hash, rule: rule)
        } catch {
            throw CommandFailure(
                .chain, "\(step): transaction \(hash): \(error)",
                remedy: "Repeat the command: it goes on where it was.")
        }
    }

    private func nonce(of step: String) throws(CommandFailure) -> UInt64 {
        guard let nonce = journal.transaction(step)?["nonce"]?.integer(as: UInt64.self) else {
            throw CommandFailure(.input, "\(journal.path): transactions.\(step) has no nonce")
        }
        return nonce
    }

    private func prepare(
        _ step: String, _ target: Address?, _ data: Bytes, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> (signed: SignedTransaction, nonce: UInt64) {
        let request = CallRequest(from: deployer, to: target, input: data)
        let estimate: Gas
        do throws(ClientError) { estimate = try await client.estimateGas(request) } catch {
            guard let node = error.nodeError, node.fault == .reverted else {
                throw CommandFailure(node: error, of: step)
            }
            throw CommandFailure(
                .refused, "\(step): the chain refuses it: " + Reverts.explain(node.revertData))
        }
        let fees: FeeSuggestion
        do throws(FeeError) { fees = try await client.suggestFees() } catch {
            throw CommandFailure(fees: error, of: step)
        }
        let deployer = deployer
        let nonce = try await client.asking { client throws(ClientError) in
            try await client.getTransactionCount(deployer, at: .latest)
        }
        let transaction = Transaction.dynamicFee(
            DynamicFeeTransaction(
                chainID: chainID, nonce: nonce, maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
                maxFeePerGas: fees.maxFeePerGas, gasLimit: Sending.limit(estimate), to: target,
                value: .zero, input: data))
        do throws(PrivateKeyError) {
            let signature = try key.sign(transaction.signingHash)
            return (SignedTransaction(transaction, signature: signature), nonce)
        } catch {
            throw CommandFailure(.input, "the key cannot sign: \(error)")
        }
    }
}
