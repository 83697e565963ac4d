import Codec
import EthereumClient
import Primitives

extension EthereumClient {
    /// What a contract's view function returns, at the latest block.
    ///
    /// - Throws: ``CommandFailure`` that names the contract and the function.
    func read<Call: ABICall>(
        _ call: Call, of contract: Address
    ) async throws(CommandFailure) -> Call.Returned {
        let request = CallRequest(to: contract, input: call.calldata)
        let data: Bytes
        do throws(ClientError) { data = try await self.call(request) } catch {
            throw CommandFailure(node: error, of: "\(Call.id.declaration) of \(contract)")
        }
        do throws(ABIError) { return try Call.decodeReturn(data, rules: .strict) } catch {
            throw CommandFailure(
                .chain, "\(Call.id.declaration) of \(contract): no usable answer: \(error)",
                remedy: "Is the right contract at this address, on this chain?")
        }
    }

    /// Asks the node, and turns its faults into failures.
    func asking<Result: Sendable>(
        _ question: (EthereumClient) async throws(ClientError) -> Result
    ) async throws(CommandFailure) -> Result {
        do throws(ClientError) { return try await question(self) } catch {
            throw CommandFailure(node: error)
        }
    }
}
