import Codec
import Primitives

/// What a kind of transaction has to tell for its encodings.
protocol TransactionFields {
    /// The fields in the order of the encoding, the signature included.
    static var fields: [TransactionError.Field] { get }

    /// Reads the fields up to the signature.
    init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError)

    /// The size of the fields up to the signature.
    var size: Int { get }

    /// Writes the fields up to the signature.
    func write(to writer: inout RLPWriter)
}

extension RLPSize {
    /// The size of a recipient: an address, or the empty string where a contract is created.
    static func recipient(_ to: Address?) -> Int { to == nil ? 1 : address }
}

extension RLPWriter {
    /// A recipient: an address, or the empty string where a contract is created.
    mutating func recipient(_ to: Address?) {
        if let to { address(to) } else { byte(RLP.emptyString) }
    }
}
