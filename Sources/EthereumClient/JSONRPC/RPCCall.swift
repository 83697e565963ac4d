public import Codec

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
    let decode: @Sendable (inout JSONReader) throws(AnswerFault) -> Result

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
    }

    private init(
        method: String, parameters: [JSONValue], responseLimit: Int,
        checked: @escaping @Sendable (inout JSONReader) throws(AnswerFault) -> Result
    ) {
        self.method = method
        self.parameters = parameters
        self.responseLimit = responseLimit
        decode = checked
    }

    /// The same call, its result checked against what was asked or turned into another type.
    public func checked<Other: Sendable>(
        _ check: @escaping @Sendable (Result) throws(AnswerFault) -> Other
    ) -> RPCCall<Other> {
        let decode = decode
        return RPCCall<Other>(
            method: method, parameters: parameters, responseLimit: responseLimit
        ) { reader throws(AnswerFault) in
            try check(try decode(&reader))
        }
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
