import Chain
import Codec
import Primitives

/// A proved account as JSON: numbers as decimal text, null for an absent account.
enum AccountJSON {
    static func document(_ verified: VerifiedAccount) -> JSONValue {
        let account: JSONValue =
            verified.account.map { account in
                [
                    "nonce": .string("\(account.nonce)"),
                    "balance": .string(account.balance.decimal),
                    "storageHash": .string(account.storageRoot.hex),
                    "codeHash": .string(account.codeHash.hex),
                ]
            } ?? .null
        return [
            "account": account,
            "values": .array(verified.slots.map { .string($0.value.decimal) }),
        ]
    }
}
