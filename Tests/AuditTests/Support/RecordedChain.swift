import Audit
import Chain
import Codec
import Foundation
import Primitives
import TestSupport

/// One block as geth gave it.
struct RecordedBlock {
    var header: BlockHeader
    var receipts: [Receipt]
    var transactions: [Bytes]

    /// The logs with their places.
    var logs: [PlacedLog] {
        var logs: [PlacedLog] = []
        var place: UInt64 = 0
        for (index, receipt) in receipts.enumerated() {
            for log in receipt.logs {
                logs.append(
                    PlacedLog(
                        log: log, block: header.number, place: place,
                        transactionPlace: UInt64(index),
                        transaction: Keccak256.hash(transactions[index])))
                place += 1
            }
        }
        return logs
    }
}

/// The recorded governance history as a source, which can be told to lie, to fail and to change.
final class RecordedChain: HistorySource {
    let label: String
    var blocks: [RecordedBlock]
    /// Logs that this source leaves out of its answers.
    var omitted: Set<PlacedLog> = []
    /// Logs that this source adds to its answers.
    var invented: [PlacedLog] = []
    /// Called before each answer, with how many there were.
    var beforeAnswer: ((RecordedChain, Int) -> Void)?
    private(set) var answerCount = 0

    init(_ blocks: [RecordedBlock], label: String = "recorded") {
        self.blocks = blocks
        self.label = label
    }

    /// The history of `fixtures/rpc`, read once.
    static let history: [RecordedBlock] = {
        guard let cases = try? Fixtures.cases("rpc/history-blocks.jsonl") else { return [] }
        return cases.compactMap { try? RecordedBlock($0) }
    }()

    /// The history's first blocks with empty ones behind them.
    static func history(
        _ prefix: Int = .max, extendedBy count: Int
    ) -> [RecordedBlock] {
        var blocks = Array(history.prefix(prefix))
        for _ in 0..<count {
            guard let last = blocks.last else { break }
            var header = last.header.header
            header.parentHash = last.header.hash
            header.number = BlockNumber(header.number.value + 1)
            header.timestamp = header.timestamp.adding(seconds: 12)
            header.logsBloom = Bloom()
            header.receiptsRoot = MerklePatriciaTrie.emptyRoot
            header.transactionsRoot = MerklePatriciaTrie.emptyRoot
            blocks.append(
                RecordedBlock(header: BlockHeader(header), receipts: [], transactions: []))
        }
        return blocks
    }

    /// The same blocks with other hashes from the last `depth` on.
    static func fork(of blocks: [RecordedBlock], depth: Int) -> [RecordedBlock] {
        var forked = blocks
        for index in (blocks.count - depth)..<blocks.count {
            var header = forked[index].header.header
            header.extraData = Bytes(utf8: "fork")
            header.parentHash = forked[index - 1].header.hash
            forked[index].header = BlockHeader(header)
        }
        return forked
    }

    func header(_ number: BlockNumber) throws(SourceError) -> BlockHeader? {
        note()
        return block(number)?.header
    }

    func headers(_ numbers: [BlockNumber]) throws(SourceError) -> [BlockHeader] {
        note()
        var headers: [BlockHeader] = []
        for number in numbers {
            guard let block = block(number) else { throw .missing(provider: label, block: number) }
            headers.append(block.header)
        }
        return headers
    }

    func logs(
        of addresses: [Address], in range: ClosedRange<BlockNumber>
    ) throws(SourceError) -> [ToldLog] {
        note()
        var logs: [ToldLog] = []
        for block in blocks where range.contains(block.header.number) {
            let told =
                block.logs.filter { !omitted.contains($0) }
                + invented.filter { $0.block == block.header.number }
            for log in told where addresses.contains(log.log.address) {
                logs.append(ToldLog(placed: log, blockHash: block.header.hash))
            }
        }
        return logs
    }

    func receipts(of points: [BlockPoint]) throws(SourceError) -> [ToldReceipts] {
        note()
        var result: [ToldReceipts] = []
        for point in points {
            let block = try block(point)
            result.append(
                ToldReceipts(
                    receipts: block.receipts,
                    transactions: block.transactions.map { Keccak256.hash($0) }))
        }
        return result
    }

    func bodies(of points: [BlockPoint]) throws(SourceError) -> [ToldBody] {
        note()
        var result: [ToldBody] = []
        for point in points {
            result.append(ToldBody(transactions: try block(point).transactions.map(told)))
        }
        return result
    }

    private func told(_ encoded: Bytes) -> ToldBody.Transaction {
        let signed = try? SignedTransaction(decoding: encoded)
        return ToldBody.Transaction(
            hash: Keccak256.hash(encoded), sender: (try? signed?.sender()) ?? .zero,
            target: signed?.transaction.to, input: signed?.transaction.input ?? Bytes(),
            encoded: encoded)
    }

    private func block(_ number: BlockNumber) -> RecordedBlock? {
        number.value < UInt64(blocks.count) ? blocks[Int(number.value)] : nil
    }

    private func block(_ point: BlockPoint) throws(SourceError) -> RecordedBlock {
        guard let block = block(point.number), block.header.hash == point.hash else {
            throw .missing(provider: label, block: point.number)
        }
        return block
    }

    private func note() {
        answerCount += 1
        beforeAnswer?(self, answerCount)
    }
}

extension RecordedBlock {
    /// A line of the fixture.
    init(_ fixture: FixtureCase) throws {
        func bytes(_ name: String) throws -> [Bytes] {
            guard case .array(let items) = try fixture.member(name) else { return [] }
            return try items.map { try Bytes(hex: $0.string ?? "") }
        }
        header = BlockHeader(
            try Header(decoding: Bytes(hex: try fixture.string("header"))))
        transactions = try bytes("rawTransactions")
        receipts = try bytes("rawReceipts").map { try Receipt(decoding: $0) }
    }
}
