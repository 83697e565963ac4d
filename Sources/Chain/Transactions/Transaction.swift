import Codec
public import Primitives

/// A transaction before it is signed.
public enum Transaction: Hashable, Sendable {
    /// Without type.
    case legacy(LegacyTransaction)
    /// Type 1 (EIP-2930).
    case accessList(AccessListTransaction)
    /// Type 2 (EIP-1559).
    case dynamicFee(DynamicFeeTransaction)
    /// Type 3 (EIP-4844).
    case blob(BlobTransaction)
    /// Type 4 (EIP-7702).
    case setCode(SetCodeTransaction)

    /// The type: 0 for a legacy transaction.
    public var type: UInt8 {
        switch self {
        case .legacy: 0
        case .accessList: 1
        case .dynamicFee: 2
        case .blob: 3
        case .setCode: 4
        }
    }

    /// The bytes whose hash is signed: for a legacy transaction the RLP list of its fields, followed
    /// by the chain id and two zeros if it has one (EIP-155), for any other the type and the list.
    public var signingPreimage: Bytes {
        var payload = fieldsSize
        var chainID: ChainID?
        if case .legacy(let legacy) = self {
            chainID = legacy.chainID
            if let chainID { payload += RLPSize.integer(chainID.number) + 2 }
        }
        let typeSize = type == 0 ? 0 : 1
        return RLPWriter.bytes(count: typeSize + RLPSize.list(payload: payload)) { writer in
            if type != 0 { writer.byte(type) }
            writer.list(payload: payload)
            writeFields(to: &writer)
            if let chainID {
                writer.integer(chainID.number)
                writer.byte(RLP.emptyString)
                writer.byte(RLP.emptyString)
            }
        }
    }

    /// The hash that is signed.
    public var signingHash: Hash32 { Keccak256.hash(signingPreimage) }

    /// The size of the fields up to the signature.
    var fieldsSize: Int {
        switch self {
        case .legacy(let fields): fields.size
        case .accessList(let fields): fields.size
        case .dynamicFee(let fields): fields.size
        case .blob(let fields): fields.size
        case .setCode(let fields): fields.size
        }
    }

    /// Writes the fields up to the signature.
    func writeFields(to writer: inout RLPWriter) {
        switch self {
        case .legacy(let fields): fields.write(to: &writer)
        case .accessList(let fields): fields.write(to: &writer)
        case .dynamicFee(let fields): fields.write(to: &writer)
        case .blob(let fields): fields.write(to: &writer)
        case .setCode(let fields): fields.write(to: &writer)
        }
    }
}
