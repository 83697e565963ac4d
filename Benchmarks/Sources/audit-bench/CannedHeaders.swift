import Chain
import Codec
import EthereumClient
import Primitives

/// A node that knows the headers of a chain, as JSON made once, and is asked in batches.
struct CannedHeaders: Transport {
    private let blocks: [UInt64: String]

    /// Headers by their numbers, with the members of a chain at Prague.
    init(_ headers: [Header]) {
        var blocks: [UInt64: String] = [:]
        for header in headers {
            blocks[header.number.value] = CannedHeaders.text(header)
        }
        self.blocks = blocks
    }

    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        guard let calls = (try? JSONValue(parsing: request))?.array else { return Bytes() }
        var answer: [UInt8] = Array("[".utf8)
        for call in calls {
            let number = call["params"]?.array?.first?.string?.dropFirst(2) ?? ""
            let block = UInt64(number, radix: 16).flatMap { blocks[$0] } ?? "null"
            let id = call["id"]?.integer(as: UInt64.self) ?? 0
            if answer.count > 1 { answer.append(UInt8(ascii: ",")) }
            answer += "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(block)}".utf8
        }
        answer.append(UInt8(ascii: "]"))
        return Bytes(answer)
    }

    private static func text(_ header: Header) -> String {
        func quantity(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
        let bloom = header.logsBloom.withUnsafeBytes { Hex.prefixed($0) }
        return """
            {"hash":"\(header.hash.hex)","parentHash":"\(header.parentHash.hex)",\
            "sha3Uncles":"\(header.ommersHash.hex)","miner":"\(header.beneficiary.hex)",\
            "stateRoot":"\(header.stateRoot.hex)",\
            "transactionsRoot":"\(header.transactionsRoot.hex)",\
            "receiptsRoot":"\(header.receiptsRoot.hex)","logsBloom":"\(bloom)",\
            "difficulty":"0x0","number":"\(quantity(header.number.value))",\
            "gasLimit":"\(quantity(header.gasLimit.value))",\
            "gasUsed":"\(quantity(header.gasUsed.value))",\
            "timestamp":"\(quantity(header.timestamp.seconds))","extraData":"0x",\
            "mixHash":"\(header.mixHash.hex)","nonce":"0x0000000000000000","size":"0x220",\
            "transactions":["\(header.stateRoot.hex)"],"uncles":[]}
            """
    }
}
