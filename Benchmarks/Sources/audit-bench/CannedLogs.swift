import EthereumClient
import Primitives
import Synchronization

/// A node whose answer to every question is the same page of logs, made once.
final class CannedLogs: Transport {
    private let result: Bytes
    private let answered = Atomic<UInt64>(0)

    /// A page of `count` logs such as DstackKms emits.
    init(count: Int) {
        var text = "["
        for index in 0..<count {
            let word = Hash32(UInt256(UInt64(index))).hex
            text += index == 0 ? "" : ","
            text += """
                {"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3","topics":[\
                "0x341d3bc64e32172fc5bcf27b0f7f69dc5adc19af64b7aa1dee361e5883c32375",\
                "0x0000000000000000000000005fbdb2315678afecb367f032d93f642f64180aa3",\
                "\(word)","\(word)"],\
                "data":"0x0000000000000000000000000000000000000000000000000000000000000001",\
                "blockNumber":"0x10","transactionHash":"\(word)","transactionIndex":"0x0",\
                "blockHash":"\(Hash32(UInt256(16)).hex)","blockTimestamp":"0x10",\
                "logIndex":"0x\(String(index, radix: 16))","removed":false}
                """
        }
        result = Bytes(utf8: text + "]}")
    }

    /// When the last answer was there, by ``Machine/now``.
    var answerTime: Double { Double(bitPattern: answered.load(ordering: .relaxed)) }

    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        let text = String(decoding: request, as: UTF8.self)
        let id = text.split(separator: "\"id\":").last?.prefix { $0.isNumber } ?? "1"
        let answer = Bytes(utf8: "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":") + result
        answered.store(Machine.now.bitPattern, ordering: .relaxed)
        return answer
    }
}
