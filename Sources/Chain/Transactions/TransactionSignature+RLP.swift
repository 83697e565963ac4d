import Codec
import Primitives

extension TransactionSignature {
    /// What a legacy transaction adds to the chain id, doubled, and the parity (EIP-155).
    private static let protectedBase: UInt64 = 35
    /// What a legacy transaction without chain id adds to the parity.
    private static let unprotectedBase: UInt64 = 27

    /// The parity, r and s that come next.
    @inline(__always)
    init(_ reader: inout RLPReader) throws(RLPError) {
        let parity = try reader.uint64()
        self.parity =
            switch parity {
            case 0: .even
            case 1: .odd
            default: .invalid(parity)
            }
        r = try reader.uint256()
        s = try reader.uint256()
    }

    /// The v, r and s of a legacy transaction that come next.
    ///
    /// - Parameters:
    ///   - reader: Stands before v.
    ///   - bytes: What `reader` has been reading from the beginning.
    ///   - chainID: Becomes the chain id in v, if there is one. It may have 256 bits, and v 257.
    /// - Throws: ``/Codec/RLPError`` when v, r or s is no integer or too wide.
    @inline(__always)
    init(
        legacy reader: inout RLPReader, sharing bytes: Bytes, chainID: inout ChainID?
    ) throws(RLPError) {
        let (high, low) = try TransactionSignature.legacyV(&reader, sharing: bytes)
        if high == 0, let v = UInt64(exactly: low), v < TransactionSignature.protectedBase {
            switch v {
            case TransactionSignature.unprotectedBase: parity = .even
            case TransactionSignature.unprotectedBase + 1: parity = .odd
            default: parity = .invalid(v)
            }
        } else {
            let base = UInt256(TransactionSignature.protectedBase)
            let (rest, borrow) = low.subtractingReportingOverflow(base)
            let carried = high &- (borrow ? 1 : 0)
            chainID = ChainID(rest >> 1 | UInt256(UInt64(carried)) << 255)
            parity = UInt64(truncatingIfNeeded: rest) & 1 == 0 ? .even : .odd
        }
        r = try reader.uint256()
        s = try reader.uint256()
    }

    /// The v that comes next: its byte above 256 bits, and the rest.
    ///
    /// - Throws: ``/Codec/RLPError`` when it is no integer, or above that of the chain id 2^256 − 1.
    private static func legacyV(
        _ reader: inout RLPReader, sharing bytes: Bytes
    ) throws(RLPError) -> (high: UInt8, low: UInt256) {
        var ahead = reader
        let item = try ahead.next()
        guard !item.isList, item.payload.count == UInt256.byteCount + 1 else {
            return (0, try reader.uint256())
        }
        let v = try reader.string(sharing: bytes)
        let low = Hash32(v.slice(from: 1)).map { UInt256($0) } ?? .zero
        guard v[0] != 0 else {
            throw RLPError(rule: .integerLeadingZero, offset: item.offset, found: v.count)
        }
        guard v[0] == 1 || (v[0] == 2 && low < UInt256(protectedBase)) else {
            throw RLPError(
                rule: .integerWidth, offset: item.offset, expected: UInt256.byteCount,
                found: v.count)
        }
        return (v[0], low)
    }

    /// The size of v, r and s; `chainID` is that of a legacy transaction.
    func size(type: UInt8, chainID: ChainID?) -> Int {
        let (high, low) = v(type: type, chainID: chainID)
        return (high == 0 ? RLPSize.integer(low) : 2 + UInt256.byteCount) + RLPSize.integer(r)
            + RLPSize.integer(s)
    }

    /// Writes v, r and s; `chainID` is that of a legacy transaction.
    func write(to writer: inout RLPWriter, type: UInt8, chainID: ChainID?) {
        let (high, low) = v(type: type, chainID: chainID)
        if high == 0 {
            writer.integer(low)
        } else {
            writer.string([high] + Hash32(low).bytes)
        }
        writer.integer(r)
        writer.integer(s)
    }

    /// The number before r and s: its byte above 256 bits, and the rest.
    private func v(type: UInt8, chainID: ChainID?) -> (high: UInt8, low: UInt256) {
        let parity: UInt64
        switch self.parity {
        case .even: parity = 0
        case .odd: parity = 1
        case .invalid(let number): return (0, UInt256(number))
        }
        guard type == 0 else { return (0, UInt256(parity)) }
        guard let chainID else {
            return (0, UInt256(TransactionSignature.unprotectedBase + parity))
        }
        let (sum, carry) = (chainID.number << 1).addingReportingOverflow(
            UInt256(TransactionSignature.protectedBase + parity))
        let high = UInt64(truncatingIfNeeded: chainID.number >> 255) + (carry ? 1 : 0)
        return (UInt8(truncatingIfNeeded: high), sum)
    }
}
