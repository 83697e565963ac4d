import Chain
import Codec
import Contracts
import EthereumClient
import Primitives

extension Rows {
    /// 10,000 logs of three events: static, static with a bool, with dynamic bytes.
    static var logs: [Row] {
        [
            Row(
                name: "log_decode_typed", title: "log decode, typed and strict, each",
                items: 10_000, goal: .permutations(0.20), alloy: 0.28
            ) { inputs in
                let logs = try logs(inputs)
                return each { for place in logs.indices { try keepTyped(logs[place]) } }
            },
            Row(
                name: "log_decode_text", title: "log decode, by ABI text, each", items: 10_000,
                goal: .permutations(0.60), alloy: 0.84
            ) { inputs in
                let logs = try logs(inputs)
                let events = try [
                    Transfer.id, DstackPolicy.Changed.id, TimelockController.CallScheduled.id,
                ].map { try ABI.Event($0.declarations[0]) }
                let byTopic = Dictionary(uniqueKeysWithValues: events.map { ($0.topic, $0) })
                return each {
                    for place in logs.indices {
                        guard let event = byTopic[logs[place].topics[0]] else { continue }
                        keep(try event.decode(topics: logs[place].topics, data: logs[place].data))
                    }
                }
            },
        ]
    }

    /// Asks for all logs of the inputs.
    static let everyLog = LogFilter(blocks: .range(24_000_000...24_000_500))

    private static func logs(_ inputs: Inputs) throws -> [Log] {
        let records = try RPCCall.getLogs(everyLog).result(in: inputs.result("logs.json"))
        let expected = try inputs.expected("logs").member("Transfer")
        let transfers = records.count { $0.log.topics[0] == Transfer.id.topic }
        try check(expected == JSONValue(UInt64(transfers)), "logs.json")
        return records.map(\.log)
    }

    @inline(never)
    private static func keepTyped(_ log: Log) throws {
        let topic = log.topics[0]
        if topic == Transfer.topic {
            keep(try Transfer(topics: log.topics, data: log.data))
        } else if topic == policyTopic {
            keep(try DstackPolicy.Changed(topics: log.topics, data: log.data))
        } else {
            keep(try TimelockController.CallScheduled(topics: log.topics, data: log.data))
        }
    }

    private static let policyTopic = DstackPolicy.Changed.id.topic
}

/// The event of ERC-20 transfers.
struct Transfer: ABIEvent {
    static let id = ABI.TopicID(
        0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef,
        "event Transfer(address indexed from, address indexed to, uint256 value)")
    static let topic = id.topic

    let from: Address
    let to: Address
    let value: UInt256

    static func dataWordCount(indexedCount: Int) -> Int? { indexedCount == 2 ? 1 : nil }

    init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
        from = try indexed.read()
        to = try indexed.read()
        value = try data.read()
    }
}
