import Codec
import Primitives

/// Hashes that a node states for the transactions of a block, to be compared with those of their
/// encodings, which are computed side by side.
struct StatedHashes {
    private var stated: [Hash32] = []
    private var encodings: [Bytes] = []
    private var starts: [Int] = []

    /// Remembers the hash stated for an encoding.
    ///
    /// - Parameters:
    ///   - hash: The hash.
    ///   - encoding: What it should be the hash of.
    ///   - start: Where the transaction begins in the text.
    mutating func add(_ hash: Hash32, of encoding: Bytes, at start: Int) {
        stated.append(hash)
        encodings.append(encoding)
        starts.append(start)
    }

    /// Compares them.
    ///
    /// - Throws: ``/Codec/JSONError`` with rule `form` at the first transaction that has another.
    func check() throws(JSONError) {
        let computed = Keccak256.hash(many: encodings)
        for place in stated.indices where stated[place] != computed[place] {
            throw JSONError(rule: .form, offset: starts[place], name: "hash")
        }
    }
}
