extension ABI.ValueType {
    /// A type without parts, told in two words: coding asks for it at every value, and to look at the
    /// form would count the references to its parts.
    struct Plain: Hashable, Sendable, BitwiseCopyable {
        /// What kind of type it is.
        enum Kind: UInt8, Sendable {
            case uint
            case int
            case bool
            case address
            case fixedBytes
            case bytes
            case string
            /// An array or a tuple, of which the form tells the parts.
            case composite
        }

        /// What kind of type it is.
        let kind: Kind
        /// The bits of an integer, the bytes of a `bytesN`; else zero.
        let size: Int

        /// The form without its parts.
        init(_ form: Form) {
            switch form {
            case .uint(let bits): (kind, size) = (.uint, bits)
            case .int(let bits): (kind, size) = (.int, bits)
            case .bool: (kind, size) = (.bool, 0)
            case .address: (kind, size) = (.address, 0)
            case .fixedBytes(let count): (kind, size) = (.fixedBytes, count)
            case .bytes: (kind, size) = (.bytes, 0)
            case .string: (kind, size) = (.string, 0)
            case .array, .fixedArray, .tuple: (kind, size) = (.composite, 0)
            }
        }

        /// Whether a value is one word.
        var isWord: Bool {
            switch kind {
            case .uint, .int, .bool, .address, .fixedBytes: true
            case .bytes, .string, .composite: false
            }
        }
    }

    /// Whether a value is one word, so that a log's topic holds the value and not its hash.
    public var isElementaryWord: Bool { plain.isWord }
}
