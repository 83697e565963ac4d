import Audit
import Chain
import Codec
import Glibc
import Primitives

/// The recorded governance history of `fixtures/rpc`, as pages for a store.
struct RecordedHistory {
    /// DstackKms.
    let kms: Address
    /// One page for each block.
    let pages: [HistoryPage]

    /// A fixture that is not as it should be.
    struct Unreadable: Error { let path: String }

    /// Reads the fixtures in a folder.
    init(folder: String) throws {
        let actors = try RecordedHistory.lines(folder + "/chain.jsonl").first {
            $0["id"]?.string == "actors"
        }
        guard let text = actors?["contracts"]?["kms"]?.string else {
            throw Unreadable(path: folder)
        }
        kms = try Address(hex: text)
        var known: [Address: Subject] = [
            kms: Subject(address: kms, role: .kms, found: 0, isGiven: true)
        ]
        let blocks = try RecordedHistory.lines(folder + "/history-blocks.jsonl").map(Block.init)
        // Contracts are named by logs of contracts that are known, until no further one is.
        while true {
            let count = known.count
            for block in blocks {
                for log in block.logs {
                    Discovery.add(Discovery.subjects(in: log, known: known), to: &known)
                }
            }
            if known.count == count { break }
        }
        let subjects = Array(known.values)
        pages = blocks.map { block in
            var page = HistoryPage(end: block.header.point, headers: [block.header])
            page.logs = block.logs.filter { known[$0.log.address] != nil }
            if !page.logs.isEmpty {
                page.receipts = [
                    PlacedReceipts(block: block.header.number, receipts: block.receipts)
                ]
            }
            page.transactions = block.transactions
            page.subjects = block.header.number.value == 0 ? subjects : []
            return page
        }
    }

    private struct Block {
        let header: BlockHeader
        let receipts: [Receipt]
        let transactions: [PlacedTransaction]
        let logs: [PlacedLog]

        init(_ line: JSONValue) throws {
            func bytes(_ name: String) throws -> [Bytes] {
                try (line[name]?.array ?? []).map { try Bytes(hex: $0.string ?? "") }
            }
            let header = BlockHeader(
                try Header(decoding: Bytes(hex: line["header"]?.string ?? "")))
            self.header = header
            receipts = try bytes("rawReceipts").map { try Receipt(decoding: $0) }
            transactions = try bytes("rawTransactions").enumerated().map { place, encoded in
                let signed = try? SignedTransaction(decoding: encoded)
                return PlacedTransaction(
                    block: header.number, place: UInt64(place), hash: Keccak256.hash(encoded),
                    sender: (try? signed?.sender()) ?? .zero, target: signed?.transaction.to,
                    input: signed?.transaction.input ?? Bytes(), encoded: encoded, proof: [])
            }
            var logs: [PlacedLog] = []
            for (index, receipt) in receipts.enumerated() {
                for log in receipt.logs {
                    logs.append(
                        PlacedLog(
                            log: log, block: header.number, place: UInt64(logs.count),
                            transactionPlace: UInt64(index),
                            transaction: transactions[index].hash))
                }
            }
            self.logs = logs
        }
    }

    private static func lines(_ path: String) throws -> [JSONValue] {
        guard let file = fopen(path, "rb") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            guard count > 0 else { break }
            bytes += block[..<count]
        }
        return try bytes.split(separator: 0x0a).map { try JSONValue(parsing: Bytes(Array($0))) }
    }
}
