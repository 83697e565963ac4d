import Codec
import Contracts
import Primitives

extension Rows {
    /// What the owners of a Safe sign (EIP-712).
    static var typedData: [Row] {
        [
            Row(
                name: "eip712_safe_typed", title: "EIP-712, SafeTx, typed",
                goal: .permutations(6.0), alloy: 9.7
            ) { inputs in
                let data = try TypedData(inputs.json("safe_tx.json"))
                let document = try inputs.json("safe_tx.json")
                let (message, domain) = (try document.member("message"), data.domainSeparator)
                let safe = SafeDomain(
                    chainID: 1,
                    safe: try Address(hex: document.member("domain").text("verifyingContract")),
                    version: .v141)
                try check(safe.separator == domain, "safe_tx.json")
                let transaction = SafeTransaction(
                    to: try Address(hex: message.text("to")),
                    data: try message.member("data").hex(), nonce: 7)
                try check(
                    transaction.hashes(in: safe).digest.hex
                        == inputs.expected("safeTxHash").string(), "safe_tx.json")
                return each { keep(transaction.hashes(in: safe).digest) }
            },
            Row(
                name: "eip712_safe_read", title: "EIP-712, SafeTx, from typed data",
                goal: .permutations(11), alloy: 17.6,
                remark: "types and message were read before; alloy's figure holds the message"
            ) { inputs in
                let data = try TypedData(inputs.json("safe_tx.json"))
                return each { keep(data.digest) }
            },
            Row(
                name: "eip712_safe_data", title: "EIP-712, SafeTx, from an untyped JSON value"
            ) { inputs in
                let document = try inputs.json("safe_tx.json")
                try check(
                    TypedData(document).digest.hex == inputs.expected("safeTxHash").string(),
                    "safe_tx.json")
                return each { keep(try TypedData(document).digest) }
            },
            Row(
                name: "eip712_safe_text", title: "EIP-712, SafeTx, from JSON text", alloy: 39.6
            ) { inputs in
                let text = try inputs.bytes("safe_tx.json")
                return each { keep(try TypedData(JSONValue(parsing: text)).digest) }
            },
        ]
    }
}
