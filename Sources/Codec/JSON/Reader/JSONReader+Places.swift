extension JSONReader {
    /// How far a reader has come: what another reader of the same text needs to go on from there as
    /// the first one would.
    public struct Place: Equatable, Sendable {
        /// The place in the text, in bytes from its beginning.
        public var offset: Int
        /// How many arrays and objects are open.
        public var depth: Int
        /// How many values were read on the way.
        public var valueCount = 0
        var nameOffset: Int?

        /// The place in front of an item of an array, before anything is read.
        ///
        /// - Parameters:
        ///   - offset: Where the item begins, in bytes from the beginning of the text.
        ///   - depth: How many arrays and objects are open there, the item's own array included.
        public init(item offset: Int, depth: Int) {
            self.offset = offset
            self.depth = depth
        }
    }

    /// A reader in front of an item in the middle of `text`, which stands at a place that was guessed:
    /// what it reads is worth something only to a reader that comes there from the beginning of the
    /// text and takes it over (``takes(from:to:)``).
    @_lifetime(copy text)
    public init(_ text: RawSpan, limits: JSONLimits = .standard, at item: Place) throws(JSONError) {
        try self.init(text, limits: limits)
        scanner.offset = max(0, min(item.offset, text.byteCount))
        depth = item.depth
    }

    /// How far the reader has come, in front of an item or behind an array or object.
    public var place: Place {
        var place = Place(item: offset, depth: depth)
        place.valueCount = valueCount
        place.nameOffset = nameOffset
        return place
    }

    /// Goes to `end` instead of reading, if this reader, in front of an item, stands where another
    /// reader of the same text began, with the same rules, and came to `end`.
    ///
    /// - Returns: False, and nothing changed, where it stands elsewhere, or would not come to `end`
    ///   because of the limit of values.
    @_lifetime(self: copy self)
    public mutating func takes(from start: Place, to end: Place) -> Bool {
        guard start.offset == offset, start.depth == depth, end.offset <= scanner.text.byteCount,
            end.offset > offset, end.valueCount <= limits.valueCount &- valueCount
        else { return false }
        scanner.offset = end.offset
        depth = end.depth
        valueCount &+= end.valueCount
        nameOffset = end.nameOffset
        isAtStart = false
        return true
    }

    /// Guesses where objects begin that are items of an array: behind `},`, at about equal
    /// distances.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - first: How many bytes are between the first two of them, roughly.
    ///   - distance: How many are between all others.
    /// - Returns: Places of opening braces, the first one the first of the text that follows an
    ///   opening bracket. Any of them may be within a string or another array.
    public static func guessedItems(
        in text: RawSpan, first: Int, every distance: Int
    ) -> [Int] {
        let scanner = JSONScanner(text)
        func brace(behind first: UInt8, from start: Int) -> Int? {
            var place = start
            while place &+ 2 < text.byteCount {
                if scanner.byte(place) == first,
                    first == UInt8(ascii: "[") || scanner.byte(place &+ 1) == UInt8(ascii: ",")
                {
                    let brace = first == UInt8(ascii: "[") ? place &+ 1 : place &+ 2
                    if scanner.byte(brace) == UInt8(ascii: "{") { return brace }
                }
                place &+= 1
            }
            return nil
        }
        var items: [Int] = []
        var next = brace(behind: UInt8(ascii: "["), from: 0)
        while let item = next {
            items.append(item)
            let step = max(items.count == 1 ? first : distance, 1)
            let (start, isBeyond) = item.addingReportingOverflow(step)
            next = isBeyond ? nil : brace(behind: UInt8(ascii: "}"), from: start)
        }
        return items
    }
}
