public import Codec
import Primitives

/// One JSON-RPC method with its parameters, and how its result is read: the value that clients send
/// alone or in a batch.
public struct RPCCall<Result: Sendable>: Sendable {
    /// The method's name, for example `eth_chainId`.
    public let method: String
    /// The parameters by position.
    public let parameters: [JSONValue]
    /// The largest answer in bytes.
    public let responseLimit: Int
    /// Reads the result and checks it.
    typealias Decoding = @Sendable (inout JSONReader) throws(AnswerFault) -> Result
    /// Reads the result and checks it.
    let decode: Decoding
    /// Reads a part of an answer on all cores, and gives what reads the answer with that; nil where
    /// the answer is too short for it.
    typealias DecodingAhead = @Sendable (Bytes, AnswerRules) async -> Decoding?
    private let decodeAhead: DecodingAhead?

    /// A call whose result is read by `decode`.
    ///
    /// - Parameters:
    ///   - method: The method's name.
    ///   - parameters: The parameters by position.
    ///   - responseLimit: The largest answer in bytes.
    ///   - decode: Reads exactly one JSON value.
    public init(
        _ method: String, _ parameters: [JSONValue] = [],
        responseLimit: Int = ResponseLimit.value,
        decode: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Result
    ) {
        self.method = method
        self.parameters = parameters
        self.responseLimit = responseLimit
        self.decode = { reader throws(AnswerFault) in
            do throws(JSONError) {
                return try decode(&reader)
            } catch {
                throw .json(error)
            }
        }
        decodeAhead = nil
    }

    private init(
        method: String, parameters: [JSONValue], responseLimit: Int,
        checked: @escaping Decoding, ahead: DecodingAhead?
    ) {
        self.method = method
        self.parameters = parameters
        self.responseLimit = responseLimit
        decode = checked
        decodeAhead = ahead
    }

    /// The same call, its result checked against what was asked or turned into another type.
    public func checked<Other: Sendable>(
        _ check: @escaping @Sendable (Result) throws(AnswerFault) -> Other
    ) -> RPCCall<Other> {
        @Sendable func checking(_ decode: @escaping Decoding) -> RPCCall<Other>.Decoding {
            { reader throws(AnswerFault) in try check(try decode(&reader)) }
        }
        var ahead: RPCCall<Other>.DecodingAhead?
        if let decodeAhead {
            ahead = { text, rules in await decodeAhead(text, rules).map(checking) }
        }
        return RPCCall<Other>(
            method: method, parameters: parameters, responseLimit: responseLimit,
            checked: checking(decode), ahead: ahead)
    }

    /// The same call, of whose long answers a part is read ahead.
    func readingAhead(_ ahead: @escaping DecodingAhead) -> RPCCall {
        RPCCall(
            method: method, parameters: parameters, responseLimit: responseLimit, checked: decode,
            ahead: ahead)
    }

    /// What reads the result in `text`, a part of which has been read ahead where it is long.
    func decoding(of text: Bytes, _ rules: AnswerRules) async -> Decoding {
        await decodeAhead?(text, rules) ?? decode
    }
}

/// The largest answers that are read, by what is asked.
public enum ResponseLimit {
    /// A number, a hash, a word: 64 KiB.
    public static let value = 64 << 10
    /// A header, which comes with the hashes of the block's transactions: 256 KiB.
    public static let header = 256 << 10
    /// Proofs, code, return data: 2 MiB.
    public static let data = 2 << 20
    /// A block with its transactions: 16 MiB.
    public static let block = 16 << 20
    /// Receipts of a block, logs of a range: 64 MiB.
    public static let logs = 64 << 20
}
