import Chain
import Codec
import EthereumClient
import Governance
import Primitives

/// What `inspect` was given, recognised by its form.
enum InspectionInput {
    /// An operation file.
    case operation(Governance.Operation)
    /// A Safe transaction of another tool.
    case transaction(SafeTransactionDocument)
    /// A batch of the Transaction Builder.
    case batch(TransactionBuilderFile)
    /// Calldata.
    case calldata(Bytes)
    /// A transaction of the chain.
    case mined(Hash32, from: Address, to: Address, value: Wei, data: Bytes)

    /// Recognises `text`: hexadecimal is calldata or the hash of a transaction, all else a file.
    init(_ text: String, book: AddressBook, _ client: EthereumClient?) async throws(CommandFailure)
    {
        if text.hasPrefix("0x") {
            self = try await InspectionInput.hexadecimal(text, client)
            return
        }
        let bytes = try File.read(text)
        if bytes.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")]) {
            let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard line.count == 1, let only = line.first else {
                throw CommandFailure(.input, "\(text): one line of hexadecimal is expected")
            }
            self = try await InspectionInput.hexadecimal(String(only), client)
            return
        }
        self = try InspectionInput.document(bytes, at: text)
    }

    private static func hexadecimal(
        _ text: String, _ client: EthereumClient?
    ) async throws(CommandFailure) -> InspectionInput {
        let bytes: Bytes
        do throws(HexError) { bytes = try Bytes(hex: text) } catch {
            throw CommandFailure(.input, "hexadecimal: \(error)")
        }
        guard let hash = Hash32(bytes) else { return .calldata(bytes) }
        guard let client else {
            throw CommandFailure(
                .input, "the transaction \(hash) is on a chain, and no node may be asked",
                remedy: "Give --rpc-url or set ETH_RPC_URL, without --offline.")
        }
        let record = try await client.asking { client throws(ClientError) in
            try await client.getTransactionByHash(hash)
        }
        guard let record else {
            throw CommandFailure(.refused, "the node knows no transaction \(hash)")
        }
        guard let transaction = record.signed?.transaction, let to = transaction.to else {
            throw CommandFailure(.input, "the transaction \(hash) calls no contract")
        }
        return .mined(
            hash, from: record.from, to: to, value: transaction.value, data: transaction.input)
    }

    private static func document(
        _ bytes: Bytes, at path: String
    ) throws(CommandFailure) -> InspectionInput {
        let limits = JSONLimits(byteCount: 16 << 20, depth: 32, valueCount: 200_000)
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes, limits: limits) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        if value["format"] != nil {
            do throws(OperationError) { return .operation(try Operation(document: bytes)) } catch {
                throw CommandFailure(.input, "\(path): \(error)")
            }
        }
        if value["transactions"] != nil {
            do throws(TransactionBuilderFile.Failure) {
                return .batch(try TransactionBuilderFile(bytes))
            } catch {
                throw CommandFailure(.input, "\(path): \(error)")
            }
        }
        let found: SafeTransactionDocument?
        do throws(OperationError) { found = try SafeTransactionDocument.reading(value) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        guard let found else {
            throw CommandFailure(
                .input,
                "\(path): no operation file, no Safe transaction, no Transaction Builder file")
        }
        return .transaction(found)
    }
}
