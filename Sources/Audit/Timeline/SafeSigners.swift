import Codec
import Contracts
import Cryptography
import Primitives

/// Whose signatures a Safe's transaction carried. Nobody's secret is needed.
enum SafeSigners {
    /// The most owners that are told of one transaction.
    private static let most = 256
    /// The length of a signature's fixed part.
    private static let stride = 65

    /// The owners in the order of the signatures (Safe contracts, `checkNSignatures`).
    ///
    /// - Parameters:
    ///   - hash: What was signed.
    ///   - signatures: The `signatures` of `execTransaction`.
    /// - Returns: The owners; empty when one of them cannot be told.
    static func owners(of hash: Hash32, in signatures: Bytes) -> [Address] {
        var owners: [Address] = []
        var end = signatures.count
        var offset = 0
        while offset + stride <= end, owners.count < most {
            let record = signatures.slice(offset..<(offset + stride))
            offset += stride
            guard let first = Hash32(record.slice(0..<32)),
                let second = Hash32(record.slice(32..<64))
            else { return [] }
            switch record[64] {
            case 0:
                // The rest of a contract's signature lies behind the fixed parts of all.
                guard let owner = Address(word: first), let start = Int(exactly: UInt256(second)),
                    start >= offset
                else { return [] }
                end = min(end, start)
                owners.append(owner)
            case 1:
                guard let owner = Address(word: first) else { return [] }
                owners.append(owner)
            default:
                guard let owner = signer(of: hash, in: record) else { return [] }
                owners.append(owner)
            }
        }
        return owners
    }

    /// The signer of the hash, or of the message that the hash is (`eth_sign`: v above 30).
    private static func signer(of hash: Hash32, in record: Bytes) -> Address? {
        let v = record[64]
        let isMessage = v > 30
        let plain = isMessage ? record.slice(0..<64) + Bytes([v - 4]) : record
        guard let signature = try? Signature(expanding: plain) else { return nil }
        let digest = isMessage ? PersonalMessage(hash.bytes).digest : hash
        return try? Secp256k1.recoverAddress(
            digest: digest, signature: signature, strictness: .anyS)
    }
}
