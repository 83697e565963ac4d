import ArgumentParser
import Chain
import Codec
import Primitives

/// What a signed transaction says, its hash and who sent it.
struct EthTxDecode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx-decode", abstract: "Decode a signed transaction and recover its sender.",
        discussion: """
            A line is {raw}. With "anyType": true types that other chains have are told by type \
            and hash; with "chainIdZero": true a legacy v of 35 or 36 is taken.
            """)

    @Argument(help: "The transaction in hex, as eth_sendRawTransaction takes it.")
    var raw: String?

    @Flag(help: "Tell type and hash of types that only other chains have.")
    var anyType = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        ["raw": .string(try required(raw, "the transaction")), "anyType": .bool(anyType)]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let raw = try line.bytes("raw")
        if try line.flag("anyType"), let opaque = OpaqueTransaction(raw) {
            return [
                "type": .string("\(opaque.type)"), "hash": .string(opaque.hash.hex),
                "sender": .null,
            ]
        }
        let signed = try SignedTransaction(decoding: raw)
        let sender = try signed.sender(allowingChainIDZero: line.flag("chainIdZero"))
        try signed.transaction.validate()
        return .object(
            TransactionJSON.members(signed.transaction) + (try signature(signed)) + [
                JSONMember("signingHash", .string(signed.transaction.signingHash.hex)),
                JSONMember("hash", .string(signed.hash.hex)),
                JSONMember("sender", .string(sender.checksummed)),
            ])
    }

    /// r, s and the parity: of a legacy transaction as v (EIP-155).
    private static func signature(_ signed: SignedTransaction) throws -> [JSONMember] {
        let signature = signed.signature
        let parity = signature.parity.number
        let first: JSONMember
        if case .legacy(let legacy) = signed.transaction {
            let base = try legacy.chainID.map { try $0.number * 2 + 35 } ?? 27
            first = JSONMember("v", .string(try (base + parity).decimal))
        } else {
            first = JSONMember("yParity", .string(parity.decimal))
        }
        return [
            first, JSONMember("r", .string(signature.r.decimal)),
            JSONMember("s", .string(signature.s.decimal)),
        ]
    }
}
