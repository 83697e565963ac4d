public import Primitives

/// The `signatures` argument of execTransaction: one record of 65 bytes for each signature in
/// ascending order of the owners' addresses, contract signatures' own bytes behind them.
public enum SafeSignatureBlob {
    /// Assembles the blob.
    ///
    /// - Parameter signatures: Signatures of different owners, in any order.
    /// - Returns: The bytes that the Safe checks.
    public static func encode(_ signatures: [SafeSignature]) -> Bytes {
        let sorted = signatures.sorted { $0.owner < $1.owner }
        var records: [Bytes] = []
        var tail: [Bytes] = []
        var offset = UInt64(65 * sorted.count)
        for signature in sorted {
            switch signature.kind {
            case .ecdsa, .ethSign:
                records.append(signature.bytes)
            case .approvedHash:
                records += [signature.owner.word.bytes, Hash32.zero.bytes, [1]]
            case .contract:
                records += [signature.owner.word.bytes, Hash32(UInt256(offset)).bytes, [0]]
                let length = Hash32(UInt256(UInt64(signature.bytes.count)))
                tail += [length.bytes, signature.bytes]
                offset += UInt64(32 + signature.bytes.count)
            }
        }
        return Bytes.joining(records + tail)
    }
}
