import Codec
import Primitives

/// A case of the proofs' corpus as a question to `proof-verify`.
struct EthProofLine {
    let line: JSONValue

    /// A case; `#n` in its lists of nodes stands for node n of the same list of `base`.
    init(_ item: JSONValue, base: JSONValue? = nil) throws {
        let bases = base?["storage"]?.array ?? []
        let slots = item["storage"]?.array ?? []
        let storage = try slots.enumerated().map { place, slot -> JSONValue in
            [
                "key": slot.member("slot"), "value": try EthProofLine.quantity(slot["value"]),
                "proof": EthProofLine.nodes(
                    slot["proof"], base: place < bases.count ? bases[place]["proof"] : nil),
            ]
        }
        let account = item["account"]
        let zero = JSONValue.string("0x" + String(repeating: "00", count: 32))
        line = [
            "stateRoot": item.member("stateRoot"), "address": item.member("address"),
            "slots": .array(slots.map { $0.member("slot") }),
            "proof": [
                "address": item.member("address"),
                "accountProof": EthProofLine.nodes(
                    item["accountProof"], base: base?["accountProof"]),
                "balance": try EthProofLine.quantity(account?["balance"]),
                "nonce": try EthProofLine.quantity(account?["nonce"]),
                "codeHash": account?["codeHash"] ?? zero,
                "storageHash": account?["storageHash"] ?? zero,
                "storageProof": .array(storage),
            ],
        ]
    }

    private static func quantity(_ value: JSONValue?) throws -> JSONValue {
        .string(try UInt256(decimal: value?.string ?? "0").quantity)
    }

    private static func nodes(_ list: JSONValue?, base: JSONValue?) -> JSONValue {
        .array(
            (list?.array ?? []).map { node in
                guard let text = node.string, text.hasPrefix("#"), let place = Int(text.dropFirst())
                else { return node }
                return base?[place] ?? node
            })
    }
}
