import Codec
import Cryptography
import Primitives

/// What a line says was signed: `digest`, or `message` or `typedData` from which it is computed.
enum SignedDigest {
    static func read(_ line: LineObject) throws -> Hash32 {
        if line.optional("message") != nil {
            return PersonalMessage(try line.bytes("message")).digest
        }
        if line.optional("typedData") != nil {
            return try TypedData(line.value("typedData")).digest
        }
        return try line.hash("digest")
    }

    /// A signature of 65 bytes, or of 64 in the form of EIP-2098. A high s is refused.
    static func signature(_ line: LineObject) throws -> Signature {
        try Signature(expanding: line.bytes("signature"))
    }
}
