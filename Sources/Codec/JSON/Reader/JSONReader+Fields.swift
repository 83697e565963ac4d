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
        if let index = usualField(table, &fields) { return index }
        return try anyField(&table, &fields)
    }

    /// The member that came next last time, when it does so again, without white space and not for
    /// the second time; nil, and nothing passed, where the slow path decides.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func usualField(
        _ table: borrowing JSONFieldTable, _ fields: inout JSONFields
    ) -> Int? {
        var start = scanner.offset
        // A comma, a name of at most 24 bytes in quotes, a colon, and the value's first byte.
        guard start &+ 29 <= scanner.text.byteCount, fields.place < table.followers.count else {
            return nil
        }
        if !isAtStart {
            guard scanner.byte(start) == UInt8(ascii: ",") else { return nil }
            start &+= 1
        }
        let index = table.followers[fields.place]
        guard index < table.entries.count, scanner.byte(start) == UInt8(ascii: "\"") else {
            return nil
        }
        let count = table.entries[index].count
        guard isName(table.entries[index], at: start &+ 1),
            scanner.byte(start &+ 1 &+ count) == UInt8(ascii: "\""),
            scanner.byte(start &+ 2 &+ count) == UInt8(ascii: ":")
        else { return nil }
        let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: index)
        guard fields.mask & bit == 0 else { return nil }
        fields.mask |= bit
        fields.place = index &+ 1
        nameOffset = start
        isAtStart = false
        scanner.offset = start &+ 3 &+ count
        if scanner.byte(scanner.offset) <= 0x20 { scanner.skipSpace() }
        return index
    }

    /// Whether the 24 bytes at `place`, which are there, begin with the name.
    @inline(__always)
    private func isName(_ entry: JSONFieldTable.Entry, at place: Int) -> Bool {
        (word(place) & entry.masks.0 ^ entry.words.0)
            | (word(place &+ 8) & entry.masks.1 ^ entry.words.1)
            | (word(place &+ 16) & entry.masks.2 ^ entry.words.2) == 0
    }

    /// The next known member, wherever and however it is written.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func anyField(
        _ table: inout JSONFieldTable, _ fields: inout JSONFields
    ) throws(JSONError) -> Int? {
        while try !closes(UInt8(ascii: "}")) {
            let start = offset
            nameOffset = start
            let index: Int
            if let found = try nameIndex(in: table) {
                index = found
                table.learn(found, at: fields.place)
            } else {
                try unknownMember(at: start, &fields)
                continue
            }
            let bit: UInt64 = 1 << UInt64(index)
            guard fields.mask & bit == 0 else {
                throw JSONError(rule: .duplicate, offset: start, name: table.names[index])
            }
            fields.mask |= bit
            fields.place = index + 1
            try colon()
            return index
        }
        return nil
    }

    /// Takes the colon behind a name, with the space around it.
    @inline(__always)
    mutating func colon() throws(JSONError) {
        scanner.skipSpace()
        try scanner.take(UInt8(ascii: ":"))
        scanner.skipSpace()
    }

    /// Takes the name `index` of the table if exactly it comes next; 26 bytes are there.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func matches(_ table: borrowing JSONFieldTable, _ index: Int) -> Bool {
        let entry = table.entries[index]
        guard isName(entry, at: offset &+ 1),
            scanner.byte(offset &+ 1 &+ entry.count) == UInt8(ascii: "\"")
        else { return false }
        scanner.offset &+= entry.count &+ 2
        return true
    }

    /// Eight bytes at `position`, the first in the lowest byte; the caller has compared the place
    /// behind them with the end.
    @inline(__always)
    func word(_ position: Int) -> UInt64 {
        unsafe scanner.text.unsafeLoadUnaligned(
            fromUncheckedByteOffset: position, as: UInt64.self
        ).littleEndian
    }

    /// Takes any name; its index, or nil where the table does not have it.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func nameIndex(
        in table: borrowing JSONFieldTable
    ) throws(JSONError) -> Int? {
        if offset &+ 26 <= scanner.text.byteCount, scanner.byte(offset) == UInt8(ascii: "\"") {
            for index in table.entries.indices where matches(table, index) { return index }
        }
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
