import Codec
import Primitives

/// One node of a trie, read strictly: its form, and the child or value that is asked for (yellow
/// paper, appendix D).
struct TrieNode {
    /// What stands at a place of a node.
    enum Content {
        /// Nothing.
        case empty
        /// The hash of a node.
        case hash(Hash32)
        /// The encoding of a node, shorter than a hash.
        case embedded(Bytes)
        /// A value.
        case value(Bytes)
    }

    /// The three forms.
    enum Form {
        case branch
        case `extension`
        case leaf
    }

    let form: Form
    /// What lies in the direction asked for, the child of an extension, or the value of a leaf.
    let content: Content
    /// The hex-prefix encoded path of an extension or a leaf; empty for a branch.
    let path: Bytes

    /// The items of a branch: a child for each nibble, and a value.
    static let branchItems = 17

    /// The node that `bytes` encode, everything in it checked.
    ///
    /// - Parameters:
    ///   - bytes: The whole encoding, nothing behind it.
    ///   - direction: The item wanted of a branch: the child of a nibble, or 16 for the value.
    ///   - keys: Whether a branch may hold a value.
    /// - Throws: ``ProofError`` by the rule that the node breaks.
    init(
        _ bytes: Bytes, direction: Int, keys: MerklePatriciaProof.Keys
    ) throws(ProofError) {
        self = try bytes.withSpan { span throws(ProofError) in
            if let full = TrieNode.fullBranch(span, direction: direction) { return full }
            var reader = RLPReader(span)
            switch try TrieNode.countItems(span) {
            case TrieNode.branchItems:
                return try TrieNode.branch(&reader, bytes, direction: direction, keys: keys)
            case 2:
                return try TrieNode.short(&reader, bytes, keys: keys)
            default:
                throw ProofError(rule: .nodeForm)
            }
        }
    }

    private init(form: Form, content: Content, path: Bytes = Bytes()) {
        self.form = form
        self.content = content
        self.path = path
    }

    /// The size of a branch that has all its children as hashes and no value, and of its header.
    private static let fullSize = fullHeader + 16 * RLPSize.hash + 1
    private static let fullHeader = 3

    /// The branch in `span` when it has all its children as hashes and no value, as most nodes of a
    /// large trie do: there is one encoding of this form, each byte of which but the hashes is
    /// compared. Nil for every other node.
    private static func fullBranch(_ span: RawSpan, direction: Int) -> TrieNode? {
        // The list's header: two bytes of length, and 0x0211 is 16 hashes of 33 bytes and a value of
        // none.
        guard span.byteCount == fullSize, byte(span, 0) == 0xf9, byte(span, 1) == 0x02,
            byte(span, 2) == 0x11, byte(span, fullSize - 1) == RLP.emptyString
        else { return nil }
        for child in 0..<16 {
            guard byte(span, fullHeader + child * RLPSize.hash) == RLP.emptyString + 32 else {
                return nil
            }
        }
        guard direction < 16 else { return TrieNode(form: .branch, content: .empty) }
        let place = fullHeader + direction * RLPSize.hash + 1
        let hash = unsafe span.unsafeLoadUnaligned(fromByteOffset: place, as: Hash32.self)
        return TrieNode(form: .branch, content: .hash(hash))
    }

    /// The byte at `place`.
    private static func byte(_ span: RawSpan, _ place: Int) -> UInt8 {
        unsafe span.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }

    /// The number of items of the list that fills `span`, their headers checked.
    private static func countItems(_ span: RawSpan) throws(ProofError) -> Int {
        do throws(RLPError) {
            var reader = RLPReader(span)
            let outer = try reader.enterList()
            var count = 0
            while !reader.isAtEnd {
                _ = try reader.next()
                count += 1
            }
            try reader.leaveList(outer)
            try reader.finish()
            return count
        } catch {
            throw ProofError(
                rule: error.rule == .listExpected ? .nodeForm : .nodeEncoding, encoding: error)
        }
    }

    /// The next item of a node whose items are counted.
    private static func next(_ reader: inout RLPReader) throws(ProofError) -> RLPReader.Item {
        do throws(RLPError) {
            return try reader.next()
        } catch {
            throw ProofError(rule: .nodeEncoding, encoding: error)
        }
    }

    /// Goes into the list that the node is.
    private static func enter(_ reader: inout RLPReader) throws(ProofError) {
        do throws(RLPError) {
            _ = try reader.enterList()
        } catch {
            throw ProofError(rule: .nodeEncoding, encoding: error)
        }
    }

    /// A branch: sixteen children, of which at least two are there, and a value only where keys can
    /// end.
    private static func branch(
        _ reader: inout RLPReader, _ bytes: Bytes, direction: Int,
        keys: MerklePatriciaProof.Keys
    ) throws(ProofError) -> TrieNode {
        try enter(&reader)
        var wanted = Content.empty
        var ways = 0
        for nibble in 0..<(branchItems - 1) {
            let item = try next(&reader)
            if !item.isList, item.payload.isEmpty { continue }
            ways += 1
            let isWanted = nibble == direction
            let child = try child(item, bytes, keys: keys, isWanted: isWanted)
            if isWanted { wanted = child }
        }
        let value = try next(&reader)
        if value.isList || !value.payload.isEmpty {
            guard !value.isList, keys == .anyLength else {
                throw ProofError(rule: .branchValue)
            }
            ways += 1
            if direction == branchItems - 1 { wanted = .value(bytes.slice(value.payload)) }
        }
        guard ways >= 2 else { throw ProofError(rule: .thinBranch) }
        return TrieNode(form: .branch, content: wanted)
    }

    /// A child that is there: a hash, or an embedded node, which is read as well.
    private static func child(
        _ item: RLPReader.Item, _ bytes: Bytes, keys: MerklePatriciaProof.Keys, isWanted: Bool
    ) throws(ProofError) -> Content {
        guard item.isList else {
            guard item.payload.count == Hash32.byteCount else {
                throw ProofError(rule: .childReference)
            }
            guard isWanted, let hash = Hash32(bytes.slice(item.payload)) else { return .empty }
            return .hash(hash)
        }
        guard item.whole.count < Hash32.byteCount else { throw ProofError(rule: .nodeSize) }
        let node = bytes.slice(item.whole)
        _ = try TrieNode(node, direction: 0, keys: keys)
        return .embedded(node)
    }

    /// A leaf or an extension.
    private static func short(
        _ reader: inout RLPReader, _ bytes: Bytes, keys: MerklePatriciaProof.Keys
    ) throws(ProofError) -> TrieNode {
        try enter(&reader)
        let first = try next(&reader)
        guard !first.isList, !first.payload.isEmpty else { throw ProofError(rule: .emptyPath) }
        let path = bytes.slice(first.payload)
        let second = try next(&reader)
        let flags = path[0]
        guard flags < 2 * HexPrefix.leaf, flags & HexPrefix.odd != 0 || flags & 15 == 0 else {
            throw ProofError(rule: .hexPrefix)
        }
        if flags & HexPrefix.leaf != 0 {
            guard !second.isList, !second.payload.isEmpty else {
                throw ProofError(rule: .emptyValue)
            }
            return TrieNode(
                form: .leaf, content: .value(bytes.slice(second.payload)), path: path)
        }
        guard path.count > 1 || flags & HexPrefix.odd != 0 else {
            throw ProofError(rule: .emptyPath)
        }
        guard second.isList || !second.payload.isEmpty else {
            throw ProofError(rule: .childReference)
        }
        let child = try child(second, bytes, keys: keys, isWanted: true)
        return TrieNode(form: .extension, content: child, path: path)
    }
}
