import Primitives

/// A value of typed data, checked and ready to be hashed.
indirect enum TypedDataValue: Sendable {
    /// An elementary value as a word.
    case word(Hash32)
    /// A `bytes` or `string`: its hash is its word.
    case bytes(Bytes)
    /// The values of an array.
    case array([TypedDataValue])
    /// The values of the members of the struct at this place of the schema.
    case structure(Int, [TypedDataValue])
}

extension TypedDataValue {
    /// The word of the value in the encoding of what is around it (EIP-712, `encodeData`).
    ///
    /// - Parameter typeHashes: The hashes of the schema's structs, by place.
    /// - Returns: The value itself, or the hash of a text, array or struct.
    func word(_ typeHashes: [Hash32]) -> Hash32 {
        switch self {
        case .word(let word): return word
        case .bytes(let bytes): return Keccak256.hash(bytes)
        case .array(let values):
            return TypedDataValue.hash(values.map { $0.word(typeHashes) })
        case .structure(let index, let values):
            var words: [Hash32] = []
            words.reserveCapacity(values.count + 1)
            words.append(typeHashes[index])
            for value in values { words.append(value.word(typeHashes)) }
            return TypedDataValue.hash(words)
        }
    }

    private static func hash(_ words: [Hash32]) -> Hash32 {
        unsafe words.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) }
    }
}
