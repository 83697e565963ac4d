extension JSONReader {
    /// How many members that nobody knows an object may have.
    private static let maximumUnknown = 64

    /// Goes to the next known member of the object entered last and gives its index in `table`; nil,
    /// and past the object, when there is none. The value must be read before the next call. Members
    /// that the table does not have are checked, skipped and named in `fields`.
    ///
    /// - Throws: ``JSONError`` with rule `duplicate` when the object has the member already.
    @_lifetime(self: copy self)
    public mutating func nextField(
        _ table: inout JSONFieldTable, _ fields: inout JSONFields
    ) throws(JSONError) -> Int? {
        while try !closes(UInt8(ascii: "}")) {
            let start = offset
            nameOffset = start
            let previous = fields.last ?? table.entries.count
            let expected = table.follower(of: previous)
            let index: Int
            if matches(table, expected) {
                index = expected
            } else if let found = try nameIndex(in: table) {
                index = found
                table.learn(found, after: previous)
            } else {
                try unknownMember(at: start, &fields)
                continue
            }
            let bit: UInt64 = 1 << UInt64(index)
            guard fields.mask & bit == 0 else {
                throw JSONError(rule: .duplicate, offset: start, name: table.names[index])
            }
            fields.mask |= bit
            fields.last = index
            try colon()
            return index
        }
        return nil
    }

    /// Takes the colon behind a name, with the space around it.
    @inline(__always)
    private mutating func colon() throws(JSONError) {
        scanner.skipSpace()
        try scanner.take(UInt8(ascii: ":"))
        scanner.skipSpace()
    }

    /// Takes the name `index` of the table if exactly it comes next. Where fewer than 26 bytes are
    /// left, the slow path decides.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func matches(_ table: borrowing JSONFieldTable, _ index: Int) -> Bool {
        guard table.entries.indices.contains(index), offset &+ 26 <= scanner.text.byteCount,
            scanner.byte(offset) == UInt8(ascii: "\"")
        else { return false }
        let words = (word(offset &+ 1), word(offset &+ 9), word(offset &+ 17))
        let entry = table.entries[index]
        guard
            (words.0 & entry.masks.0 ^ entry.words.0) | (words.1 & entry.masks.1 ^ entry.words.1)
                | (words.2 & entry.masks.2 ^ entry.words.2) == 0,
            scanner.byte(offset &+ 1 &+ entry.count) == UInt8(ascii: "\"")
        else { return false }
        scanner.advance(by: entry.count &+ 2)
        return true
    }

    /// Eight bytes at `position`, the first in the lowest byte.
    @inline(__always)
    func word(_ position: Int) -> UInt64 {
        unsafe scanner.text.unsafeLoadUnaligned(
            fromByteOffset: position, as: UInt64.self
        ).littleEndian
    }

    /// Takes any name; its index, or nil where the table does not have it.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func nameIndex(
        in table: borrowing JSONFieldTable
    ) throws(JSONError) -> Int? {
        let range = try scanner.string()
        return table.index(of: scanner.text(of: range))
    }

    /// Notes and skips a member that the table does not have, whose name was taken.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func unknownMember(
        at start: Int, _ fields: inout JSONFields
    ) throws(JSONError) {
        var again = scanner
        again.offset = start
        let name = again.text(of: try again.string())
        guard !fields.unknown.contains(where: { JSONMember.haveSameBytes($0, name) }) else {
            throw JSONError(rule: .duplicate, offset: start, name: name)
        }
        guard fields.unknown.count < JSONReader.maximumUnknown else {
            throw JSONError(rule: .count, offset: start, limit: JSONReader.maximumUnknown)
        }
        fields.unknown.append(name)
        try colon()
        try skip()
    }

    /// Refuses an object, read to its end, that lacks one of the members `indices` of `table`.
    public func require(
        _ indices: [Int], of table: JSONFieldTable, in fields: JSONFields
    ) throws(JSONError) {
        for index in indices where !fields.contains(index) {
            let name = table.names.indices.contains(index) ? table.names[index] : nil
            throw JSONError(rule: .missing, offset: offset, name: name)
        }
    }
}
