import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// The execution of one operation of a timelock, judged by the timelock's state alone.
struct Execution {
    let id: Hash32
    let timelock: Address
    let predecessor: Hash32
    /// The calldata of `execute` or `executeBatch`.
    let data: Bytes
    let sending: Sending

    private var client: EthereumClient { sending.client }

    /// Executes the operation, unless it is done.
    ///
    /// - Parameter key: Who pays.
    /// - Returns: The transaction; nil when the operation was done before.
    /// - Throws: ``CommandFailure``: `notYet` before its time, `refused` when it is not in the queue
    ///   or its calls fail.
    func run(key: borrowing PrivateKey) async throws(CommandFailure) -> Hash32? {
        if try await isDone() { return nil }
        try await sending.settle(key.address)
        // What was on its way may have been this very execution.
        if try await isDone() { return nil }
        let receipt = try await sending.call(timelock, data, key: key)
        let state = try await OperationStanding(id, timelock: timelock, client).state
        guard state == .done else {
            throw CommandFailure(
                .chain,
                "transaction \(receipt.transactionHash) went through, but the operation is "
                    + state.name)
        }
        return receipt.transactionHash
    }

    /// Waits until the operation is ready by the chain's clock, and tells how long still.
    func waitUntilReady() async throws(CommandFailure) {
        var told = ""
        while true {
            let standing = try await OperationStanding(id, timelock: timelock, client)
            guard standing.state == .waiting, let moment = standing.readyAt else { return }
            let left = standing.timeLeft
            let line = "ready at \(moment), in \(left)"
            if line != told { StandardError.write(line) }
            told = line
            // Often enough near the end, seldom far from it.
            let pause = min(max(left.seconds / 10, 1), 60)
            do { try await Task.sleep(for: .seconds(pause)) } catch {
                throw CommandFailure(.notYet, "the waiting was ended")
            }
        }
    }

    /// Whether it is done; refuses what cannot be executed now.
    private func isDone() async throws(CommandFailure) -> Bool {
        let standing = try await OperationStanding(id, timelock: timelock, client)
        switch standing.state {
        case .done: return true
        case .unset:
            throw CommandFailure(
                .refused, "operation \(id) is not in the queue: never scheduled, or cancelled")
        case .waiting:
            throw CommandFailure(
                .notYet, "operation \(id) is not ready",
                remedy: "Ready at \(standing.readyAt?.description ?? "?"), in "
                    + "\(standing.timeLeft) by the chain's clock.")
        case .ready: break
        }
        guard !predecessor.isZero else { return false }
        let before = try await OperationStanding(predecessor, timelock: timelock, client).state
        guard before == .done else {
            throw CommandFailure(
                .notYet,
                "operation \(id) comes after \(predecessor), which is \(before.name)",
                remedy: "Execute that one first.")
        }
        return false
    }
}
