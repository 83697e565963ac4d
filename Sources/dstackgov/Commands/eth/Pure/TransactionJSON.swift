import Chain
import Codec
import Primitives

/// The fields of a transaction as JSON: numbers as decimal text, bytes as hex.
enum TransactionJSON {
    static func members(_ transaction: Transaction) -> [JSONMember] {
        var members: [JSONMember] = []
        func add(_ name: String, _ value: JSONValue) { members.append(JSONMember(name, value)) }
        func add(_ name: String, _ value: String) { add(name, JSONValue.string(value)) }
        add("type", "\(transaction.type)")
        if let chainID = transaction.chainID { add("chainId", chainID.decimal) }
        add("nonce", "\(transaction.nonce)")
        switch transaction {
        case .legacy(let legacy): add("gasPrice", legacy.gasPrice.decimal)
        case .accessList(let listed): add("gasPrice", listed.gasPrice.decimal)
        case .dynamicFee, .blob, .setCode:
            add("maxPriorityFeePerGas", transaction.maxPriorityFeePerGas.decimal)
            add("maxFeePerGas", transaction.maxFeePerGas.decimal)
        }
        add("gas", transaction.gasLimit.decimal)
        add("to", transaction.to.map { .string($0.checksummed) } ?? .null)
        add("value", transaction.value.decimal)
        add("input", transaction.input.hex)
        if transaction.type > 0 { add("accessList", list(transaction.accessList)) }
        if case .blob(let blob) = transaction {
            add("maxFeePerBlobGas", blob.maxFeePerBlobGas.decimal)
            add(
                "blobVersionedHashes",
                .array(blob.blobVersionedHashes.map { .string($0.hex) }))
        }
        if case .setCode(let setCode) = transaction {
            add("authorizationList", .array(setCode.authorizationList.map(authorization)))
        }
        return members
    }

    private static func list(_ list: AccessList) -> JSONValue {
        .array(
            list.entries.map { entry in
                [
                    "address": .string(entry.address.checksummed),
                    "storageKeys": .array(entry.storageKeys.map { .string($0.hex) }),
                ]
            })
    }

    private static func authorization(_ authorization: Authorization) -> JSONValue {
        [
            "chainId": .string(authorization.chainID.decimal),
            "address": .string(authorization.address.checksummed),
            "nonce": .string("\(authorization.nonce)"),
            "yParity": .string("\(authorization.yParity)"),
            "r": .string(authorization.r.decimal), "s": .string(authorization.s.decimal),
            "authority": (try? authorization.authority()).map { .string($0.checksummed) } ?? .null,
        ]
    }
}
