import Codec
import EthereumClient
import Primitives

extension Rows {
    /// Answers of nodes into checked types.
    static var jsonTexts: [Row] {
        [
            Row(
                name: "json_block", title: "JSON, block of 300 transactions",
                yardstick: .simdjson("block.json"), goal: .yardsticks(2), alloy: 6_340,
                remark: "with the hashes of the header and of each transaction, which are compared"
            ) { inputs in
                let text = try inputs.result("block.json")
                let call = RPCCall.getBlock(.number(24_000_000), isFull: true)
                let block = try call.result(in: text)
                try check(block?.hash.hex == inputs.expected("block").text("hash"), "block.json")
                return each { keep(try call.result(in: text)) }
            },
            Row(
                name: "json_logs", title: "JSON, 10,000 logs", yardstick: .simdjson("logs.json"),
                goal: .yardsticks(1.5), alloy: 42_113
            ) { inputs in
                let text = try inputs.result("logs.json")
                let call = RPCCall.getLogs(everyLog)
                try check(call.result(in: text).count == 10_000, "logs.json")
                return each { keep(try call.result(in: text)) }
            },
            Row(
                name: "json_receipts", title: "JSON, 300 receipts",
                yardstick: .simdjson("receipts.json"), alloy: 8_302
            ) { inputs in
                let text = try inputs.result("receipts.json")
                let call = RPCCall.getBlockReceipts(.number(24_000_000))
                try check(call.result(in: text)?.count == 300, "receipts.json")
                return each { keep(try call.result(in: text)) }
            },
            Row(
                name: "json_block_values", title: "JSON, the same block into untyped values",
                yardstick: .simdjson("block.json"), alloy: 3_375
            ) { inputs in
                let text = try inputs.bytes("block.json")
                return each { keep(try JSONValue(parsing: text)) }
            },
        ]
    }
}
