import Chain
import EthereumClient
import Glibc
import Primitives

/// The two heights at which decisions are made: one pair at a time, asked anew when it is old.
actor ChainView {
    /// A finalized and a recent block of one chain.
    struct Heads: Sendable {
        /// Final: grants count from here.
        let finalized: SealedHeader
        /// Recent: revocations count from here.
        let recent: SealedHeader
    }

    /// Why there is no pair to decide by.
    struct Fault: Error {
        /// A stable code, `<layer>.<what>`.
        let code: String
    }

    /// How far a head may be ahead of this machine's clock, in seconds.
    private static let futureTolerance: UInt64 = 15

    private let client: EthereumClient
    private let maxAge: UInt64
    private let lifetime: Duration
    private var heads: (value: Heads, at: ContinuousClock.Instant)?
    private var floor: BlockNumber?

    init(client: EthereumClient, maxAge: UInt64, lifetime: Duration) {
        self.client = client
        self.maxAge = maxAge
        self.lifetime = lifetime
    }

    /// The present pair.
    func current() async throws(Fault) -> Heads {
        if let heads, ContinuousClock.now - heads.at < lifetime { return heads.value }
        let finalized = try await header(.finalized)
        let recent = try await header(.latest)
        guard recent.number >= finalized.number else { throw Fault(code: "head.disagree") }
        if let floor, finalized.number < floor { throw Fault(code: "final.regressed") }
        floor = finalized.number
        try check(finalized)
        try check(recent)
        let pair = Heads(finalized: finalized, recent: recent)
        heads = (pair, .now)
        return pair
    }

    private func header(_ block: BlockReference) async throws(Fault) -> SealedHeader {
        let header: SealedHeader?
        do throws(ClientError) { header = try await client.getHeader(block) } catch {
            throw Fault(code: error.code)
        }
        guard let header else { throw Fault(code: "head.missing") }
        return header
    }

    private func check(_ head: SealedHeader) throws(Fault) {
        let now = UInt64(max(0, time(nil)))
        let moment = head.header.timestamp.seconds
        guard moment <= now + ChainView.futureTolerance else { throw Fault(code: "head.future") }
        guard now <= moment || now - moment <= maxAge else { throw Fault(code: "head.stale") }
    }
}
