import ArgumentParser
import Chain
import Codec
import EthereumClient
import Primitives

/// Whether a block and its receipts are what its header commits to.
struct EthBlockVerify: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "block-verify",
        abstract: "Check a block's hash, its transactions, withdrawals and receipts.",
        discussion: """
            A line is {block, receipts}: the results of eth_getBlockByNumber and \
            eth_getBlockReceipts. The answer names the hash and every root that was computed; \
            receipts may be missing, and transactions may be hashes: then their root is computed \
            from rawTransactions, if these are given.
            """)

    @Argument(help: "The file with {block, receipts}; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { try document(file) }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let text = try line.value("block").serializedBytes()
        guard let block = try RPCCall.getBlock(.latest, isFull: true).result(in: text) else {
            throw LineFailure("missing", "block is null")
        }
        try block.checkRoots()
        let header = block.header
        var roots = [
            JSONMember("hash", .string(block.hash.hex)),
            JSONMember("number", .string(block.number.decimal)),
            JSONMember("stateRoot", .string(header.stateRoot.hex)),
        ]
        if try holdsTransactions(block, line) {
            roots.append(JSONMember("transactionsRoot", .string(header.transactionsRoot.hex)))
        }
        if let root = header.withdrawalsRoot {
            roots.append(JSONMember("withdrawalsRoot", .string(root.hex)))
        }
        if let receipts = line.optional("receipts") {
            let call = RPCCall.getBlockReceipts(.hash(block.hash), allowing: .missingFees)
            try block.checkReceipts(call.result(in: receipts.serializedBytes()) ?? [])
            roots.append(JSONMember("receiptsRoot", .string(header.receiptsRoot.hex)))
        }
        return .object(roots)
    }

    /// Whether the transactions' root was computed; throws where it is another one.
    private static func holdsTransactions(_ block: Block, _ line: LineObject) throws -> Bool {
        if line.optional("rawTransactions") != nil {
            let root = OrderedTrie.root(of: try line.list("rawTransactions"))
            guard root == block.header.transactionsRoot else {
                throw AnswerFault.mismatch(
                    member: "transactions root", expected: block.header.transactionsRoot.hex,
                    found: root.hex)
            }
            return true
        }
        if case .hashes(let hashes) = block.transactions { return hashes.isEmpty }
        return true
    }
}
