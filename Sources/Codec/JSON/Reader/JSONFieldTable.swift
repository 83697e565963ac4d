/// The members that an object may have, and the order in which they came last time.
///
/// Nodes write the members of all logs of an answer in one order, so the name that followed last
/// time is tried first: one comparison of three words, without looking for the closing quote.
public struct JSONFieldTable: Sendable {
    /// How long a name may be: three words of eight bytes.
    static let maximumNameLength = 24
    /// How many names a table may have: one bit each in a word.
    static let maximumCount = 64

    /// A name as three words padded with zeros, in memory order; not the text itself, so that taking
    /// an entry counts no references.
    struct Entry: Sendable {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
        let count: Int

        init(_ name: String) {
            count = name.utf8.count
            for (index, byte) in name.utf8.enumerated() {
                let shift = UInt64(index % 8 * 8)
                switch index / 8 {
                case 0:
                    (words.0, masks.0) = (words.0 | UInt64(byte) << shift, masks.0 | 255 << shift)
                case 1:
                    (words.1, masks.1) = (words.1 | UInt64(byte) << shift, masks.1 | 255 << shift)
                default:
                    (words.2, masks.2) = (words.2 | UInt64(byte) << shift, masks.2 | 255 << shift)
                }
            }
        }
    }

    let entries: [Entry]
    /// The names, by their index.
    public let names: [String]
    /// The name to try first: at the beginning, and then behind each name.
    private(set) var followers: [Int]

    /// A table of `names` of at most 24 bytes each, in the order in which they are usually written;
    /// names beyond the first 64 and longer ones are left out.
    public init(_ names: [String]) {
        let fitting = names.lazy.filter { name in
            name.utf8.count <= JSONFieldTable.maximumNameLength
        }.prefix(JSONFieldTable.maximumCount)
        self.names = Array(fitting)
        entries = self.names.map(Entry.init)
        followers = Array(0...entries.count)
    }

    /// Remembers that the name `index` came at `place`: zero at the beginning, else one more than
    /// the index of the name before.
    mutating func learn(_ index: Int, at place: Int) {
        if followers.indices.contains(place), followers[place] != index {
            followers[place] = index
        }
    }

    /// The index of `name`, compared by bytes.
    func index(of name: String) -> Int? {
        names.firstIndex { known in JSONMember.haveSameBytes(known, name) }
    }
}

/// Which members of one object were there.
public struct JSONFields: Sendable {
    var mask: UInt64 = 0
    /// One more than the index of the member read last; zero at the beginning.
    var place = 0
    /// The names of members that the table does not have.
    public internal(set) var unknown: [String] = []

    /// Nothing read yet.
    public init() {}

    /// Whether the member `index` of the table was there.
    public func contains(_ index: Int) -> Bool {
        (0..<JSONFieldTable.maximumCount).contains(index) && mask >> UInt64(index) & 1 == 1
    }
}
