import Chain
import Codec
import Cryptography
import Primitives
import Signing

extension Rows {
    /// Transactions, their hashes and senders, and a signature.
    static var transactions: [Row] {
        [
            decode("legacy", goal: 0.26, alloy: 0.35),
            decode("eip1559", goal: 0.50, alloy: 0.70),
            signingHash("legacy", alloy: 1.23),
            signingHash("eip1559", alloy: 2.37),
            sender("legacy", alloy: 139),
            sender("eip1559", alloy: 145),
            Row(
                name: "sign_digest", title: "sign a digest, recoverable", yardstick: .sign,
                goal: .yardsticks(1.01), alloy: 89.3
            ) { inputs in
                let legacy = try inputs.expected("transactions", "legacy")
                let digest = try Hash32(hex: legacy.text("signingHash"))
                let key = try Key(legacy.member("key").hex())
                let address = try Secp256k1.recoverAddress(
                    digest: digest, signature: key.sign(digest))
                try check(address.hex == legacy.text("sender"), "sign_digest")
                return each { keep(try key.sign(digest)) }
            },
        ]
    }

    private static func decode(_ type: String, goal: Double, alloy: Double) -> Row {
        Row(
            name: "tx_\(type)_decode", title: "\(type) transaction, decode",
            goal: .permutations(goal), alloy: alloy
        ) { inputs in
            let raw = try inputs.bytes("tx_\(type).bin")
            let expected = try inputs.expected("transactions", type).text("hash")
            try check(SignedTransaction(decoding: raw).hash.hex == expected, type)
            return each { keep(try SignedTransaction(decoding: raw)) }
        }
    }

    private static func signingHash(_ type: String, alloy: Double) -> Row {
        Row(
            name: "tx_\(type)_sighash", title: "\(type) transaction, signing hash", alloy: alloy
        ) { inputs in
            let transaction = try signed(type, inputs).transaction
            return each { keep(transaction.signingHash) }
        }
    }

    private static func sender(_ type: String, alloy: Double) -> Row {
        Row(
            name: "tx_\(type)_sender", title: "\(type) transaction, signing hash and sender",
            yardstick: .recoverAddress, goal: .yardsticks(1.02), alloy: alloy
        ) { inputs in
            let signed = try signed(type, inputs)
            let expected = try inputs.expected("transactions", type).text("sender")
            try check(signed.sender().hex == expected, type)
            return each { keep(try signed.sender()) }
        }
    }

    private static func signed(_ type: String, _ inputs: Inputs) throws -> SignedTransaction {
        try SignedTransaction(decoding: inputs.bytes("tx_\(type).bin"))
    }
}

/// The owner of a key, which closures can share.
private final class Key {
    private let key: PrivateKey

    init(_ bytes: Bytes) throws {
        key = try bytes.withSpan { span in try PrivateKey(copying: span) }
    }

    func sign(_ digest: Hash32) throws -> Signature { try key.sign(digest) }
}
