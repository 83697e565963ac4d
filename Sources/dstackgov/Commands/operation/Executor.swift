import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// Executes what is ready without anybody looking on: one operation after the other, only calls to
/// allowed contracts, nothing remembered but what the chain says, so that it may be stopped and
/// started at any moment.
struct Executor {
    let client: EthereumClient
    let options: ExecutorOptions
    let gasCap: UInt64?
    let output: OutputOptions

    /// Looks at the queue once, or until the process is stopped.
    ///
    /// - Parameter key: Who pays.
    /// - Throws: ``CommandFailure``: `refused` when an operation that is ready was not executed; with
    ///   `--watch` it is told, and the next look tries again.
    func run(key: borrowing PrivateKey) async throws {
        let deployment = try options.deployment.read()
        try await ChainCheck(client).sameChain(as: deployment)
        let allowed = try options.allowed(deployment)
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let sending = Sending(client: client, chainID: chainID, gasCap: gasCap)
        var results: [(id: Hash32, result: String, isGood: Bool)] = []
        var told: [Hash32: String] = [:]
        if options.watch {
            StandardError.write(
                "watching the timelock \(deployment.timelock), every \(options.interval) s")
        }
        repeat {
            do throws(CommandFailure) {
                for ready in try await readyOperations(of: deployment) {
                    let (result, isGood) = try await execute(
                        ready, allowed, sending, deployment.timelock, key: key)
                    guard options.watch else {
                        results.append((ready.id, result, isGood))
                        continue
                    }
                    // The same refusal is told once, not every few seconds.
                    guard told[ready.id] != result else { continue }
                    told[ready.id] = result
                    StandardError.write("operation \(ready.id): \(result)")
                }
            } catch {
                guard options.watch else { throw error }
                error.report()
            }
            if options.watch { try await Task.sleep(for: .seconds(options.interval)) }
        } while options.watch
        report(results)
        guard results.allSatisfy(\.isGood) else {
            throw CommandFailure(.refused, "not every operation that is ready was executed")
        }
    }

    private func readyOperations(
        of deployment: Deployment
    ) async throws(CommandFailure) -> [ScheduledOperation] {
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        var ready: [ScheduledOperation] = []
        for operation in history.pending {
            let queued = try await reading.queued(operation)
            if queued.standing.state == .ready { ready.append(operation) }
        }
        return ready
    }

    private func execute(
        _ operation: ScheduledOperation, _ allowed: Set<Address>, _ sending: Sending,
        _ timelock: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> (result: String, isGood: Bool) {
        if let foreign = operation.calls.first(where: { !allowed.contains($0.target) }) {
            return ("left alone: it calls \(foreign.target), which is not allowed", false)
        }
        guard let data = operation.executeData else {
            return ("left alone: its calls cannot be rebuilt from the logs", false)
        }
        let execution = Execution(
            id: operation.id, timelock: timelock, predecessor: operation.predecessor, data: data,
            sending: sending)
        do throws(CommandFailure) {
            guard let transaction = try await execution.run(key: key) else {
                return ("already executed", true)
            }
            return ("executed in \(transaction)", true)
        } catch {
            guard error.code == .refused || error.code == .notYet else { throw error }
            return ("not executed: \(error.what)", false)
        }
    }

    private func report(_ results: [(id: Hash32, result: String, isGood: Bool)]) {
        var page = Page()
        if results.isEmpty { page.line("Nothing is ready.") }
        page.table(["operation", "result"], results.map { [$0.id.hex, $0.result] })
        output.print(
            page,
            json: .array(
                results.map { one in
                    [
                        "operationId": .string(one.id.hex), "result": .string(one.result),
                        "executed": .bool(one.isGood),
                    ]
                }))
    }
}
