import Audit
import Chain
import Codec
import Contracts
import Primitives

/// A long history that nobody lived: blocks with one transaction each, whose logs allow and revoke
/// images; made page by page, so that its length costs no memory.
struct SyntheticHistory {
    let kms: Address
    let logsPerBlock: UInt64
    private var last: BlockHeader?

    init(kms: Address, logsPerBlock: UInt64) {
        self.kms = kms
        self.logsPerBlock = logsPerBlock
    }

    /// The next blocks.
    mutating func page(blocks: UInt64) -> HistoryPage {
        var headers: [BlockHeader] = []
        var logs: [PlacedLog] = []
        var transactions: [PlacedTransaction] = []
        for _ in 0..<blocks {
            let number = last.map { $0.number.value + 1 } ?? 0
            let hash = Hash32(UInt256(number + 1))
            let block = (0..<logsPerBlock).map { log(block: number, place: $0, hash) }
            logs += block
            transactions.append(
                PlacedTransaction(
                    block: BlockNumber(number), place: 0, hash: hash, sender: kms, target: kms,
                    input: Bytes(), encoded: Bytes(), proof: []))
            let header = BlockHeader(
                Header(
                    parentHash: last?.hash ?? .zero, beneficiary: .zero, stateRoot: .zero,
                    transactionsRoot: .zero, receiptsRoot: .zero,
                    logsBloom: Bloom(block.map(\.log)), number: BlockNumber(number),
                    gasLimit: 0, gasUsed: 0, timestamp: Timestamp(seconds: 12 * number)))
            headers.append(header)
            last = header
        }
        var page = HistoryPage(
            end: last?.point ?? BlockPoint(number: 0, hash: .zero), headers: headers)
        page.logs = logs
        page.transactions = transactions
        return page
    }

    private func log(block: UInt64, place: UInt64, _ transaction: Hash32) -> PlacedLog {
        let isAdded = place % 3 != 2
        let image = Hash32(UInt256((block * logsPerBlock + place) % 1000))
        let topics = LogTopics([
            DstackPolicy.Changed.id.topic, kms.word, DstackPolicy.osImage.id, image,
        ])
        let data = Hash32(UInt256(isAdded ? UInt64(1) : 0)).bytes
        return PlacedLog(
            log: Log(address: kms, topics: topics ?? LogTopics(), data: data),
            block: BlockNumber(block), place: place, transactionPlace: 0,
            transaction: transaction)
    }
}
