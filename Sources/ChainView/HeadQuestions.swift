import Authorization
import Chain
import EthereumClient
import Primitives

/// Asks one provider about the chain's heads, within a deadline.
struct HeadQuestions: Sendable {
    let provider: ChainProvider
    let client: EthereumClient

    init(_ provider: ChainProvider, until deadline: ContinuousClock.Instant) {
        self.provider = provider
        client = provider.client(until: deadline)
    }

    /// Its own heads.
    func heads() async -> HeadTestimony {
        async let finalized = header(.finalized)
        async let latest = header(.latest)
        return HeadTestimony(
            label: provider.label, finalized: await finalized, latest: await latest)
    }

    /// Its blocks of certain numbers.
    func headers(at numbers: [BlockNumber]) async -> [BlockNumber: HeadTestimony.Answer] {
        await withTaskGroup(of: (BlockNumber, HeadTestimony.Answer).self) { group in
            for number in numbers {
                group.addTask { (number, await header(.number(number))) }
            }
            var answers: [BlockNumber: HeadTestimony.Answer] = [:]
            for await (number, answer) in group { answers[number] = answer }
            return answers
        }
    }

    /// A block, its hash computed from its fields.
    func header(_ block: BlockReference) async -> HeadTestimony.Answer {
        do throws(ClientError) {
            guard let header = try await client.getHeader(block) else { return .unknown }
            return .head(Head(header.header))
        } catch {
            let code = DecisionCode(error)
            return code == .proofWindow ? .unknown : .failed(code)
        }
    }

    /// Whether it serves the chain: the id, and the known block.
    ///
    /// - Returns: The chain's id.
    func introduction(
        _ block: ChainViewConfiguration.KnownBlock?
    ) async -> Result<(chain: ChainID, hasBlock: Bool), ClientError> {
        do throws(ClientError) {
            let chain = try await client.chainID()
            guard let block else { return .success((chain, true)) }
            let header = try await client.getHeader(.number(block.number))
            return .success((chain, header?.hash == block.hash))
        } catch {
            return .failure(error)
        }
    }
}
