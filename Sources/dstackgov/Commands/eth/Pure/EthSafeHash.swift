import ArgumentParser
import Codec
import Contracts
import Primitives

/// What the owners of a Safe sign.
struct EthSafeHash: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "safe-hash", abstract: "Compute the three hashes of a Safe transaction.",
        discussion: """
            A line is {chainId, safe, version, transaction}; the transaction has to, nonce and \
            what is not zero of value, data, operation, safeTxGas, baseGas (dataGas before \
            1.0.0), gasPrice, gasToken, refundReceiver.
            """)

    @Argument(help: "The file with {chainId, safe, version, transaction}; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { try document(file) }

    /// The versions whose hashes are known.
    private static let versions = SafeVersion(0, 0, 1)...SafeVersion(1, 5, 0)

    static func answer(_ line: LineObject) throws -> JSONValue {
        guard let version = SafeVersion(try line.text("version")), versions.contains(version)
        else {
            throw LineFailure("version", "versions up to 1.5.0 of the Safe are known")
        }
        let hashes = try transaction(line.object("transaction"), version).hashes(
            chainID: ChainID(line.integer("chainId")), safe: line.address("safe"), version: version)
        return [
            "domainHash": .string(hashes.domainHash.hex),
            "messageHash": .string(hashes.messageHash.hex),
            "safeTxHash": .string(hashes.digest.hex),
        ]
    }

    private static func transaction(
        _ fields: LineObject, _ version: SafeVersion
    ) throws -> SafeTransaction {
        let number = try fields.integer("operation", default: 0)
        guard let code = UInt64(exactly: number).flatMap({ UInt8(exactly: $0) }),
            let operation = SafeOperation(rawValue: code)
        else {
            throw LineFailure("operation", "an operation is 0 (call) or 1 (delegatecall)")
        }
        // The corpora and the Safe's own interface call the field by either name before 1.0.0.
        let isOldName = !version.callsItBaseGas && fields.optional("dataGas") != nil
        return SafeTransaction(
            to: try fields.address("to"), value: Wei(try fields.integer("value", default: 0)),
            data: try fields.optional("data") == nil ? Bytes() : fields.bytes("data"),
            operation: operation, safeTxGas: try fields.integer("safeTxGas", default: 0),
            baseGas: try fields.integer(isOldName ? "dataGas" : "baseGas", default: 0),
            gasPrice: try fields.integer("gasPrice", default: 0),
            gasToken: try fields.optional("gasToken") == nil ? .zero : fields.address("gasToken"),
            refundReceiver: try fields.optional("refundReceiver") == nil
                ? .zero : fields.address("refundReceiver"),
            nonce: try fields.integer("nonce"))
    }
}
