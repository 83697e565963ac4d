extension RLPReader {
    /// Whether the next item is a list.
    ///
    /// - Throws: ``RLPError`` when no item follows.
    @inlinable
    public func nextIsList() throws(RLPError) -> Bool {
        guard position < end else { throw endError() }
        return byte(position) >= RLP.emptyList
    }

    /// Begins to read the items of the list that comes next.
    ///
    /// - Returns: What ``leaveList(_:)`` needs.
    /// - Throws: ``RLPError`` when the next item is no list or lies too deep.
    @inlinable
    @inline(__always)
    public mutating func enterList() throws(RLPError) -> OuterList {
        let header = try header()
        guard header.isList, depth < RLP.maximumDepth else { throw noListError(header) }
        let outer = OuterList(end: end)
        position = header.start
        end = header.start &+ header.count
        depth &+= 1
        return outer
    }

    /// Ends the list that ``enterList()`` began.
    ///
    /// - Throws: ``RLPError/Rule/extraItem`` when the list has a further item.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func leaveList(_ outer: OuterList) throws(RLPError) {
        guard position == end else { throw RLPError(rule: .extraItem, offset: position) }
        end = outer.end
        depth &-= 1
    }

    /// Ends the reading.
    ///
    /// - Throws: ``RLPError/Rule/trailing`` when bytes are left.
    @inlinable
    public func finish() throws(RLPError) {
        guard position == input.byteCount else {
            throw RLPError(
                rule: .trailing, offset: position, found: input.byteCount - position)
        }
    }

    /// Passes over the next item and everything in it, all of it checked.
    ///
    /// - Returns: Where the whole item lies in the input, its header included.
    /// - Throws: ``RLPError`` at the first rule broken.
    @inlinable
    public mutating func skipItem() throws(RLPError) -> Range<Int> {
        let start = position
        if try nextIsList() {
            let outer = try enterList()
            while !isAtEnd { _ = try skipItem() }
            try leaveList(outer)
        } else {
            _ = try string()
        }
        return start..<position
    }

    /// The next item, its payload unread: what lies within a list is not checked.
    ///
    /// - Throws: ``RLPError`` when the item's header is wrong.
    @inlinable
    public mutating func next() throws(RLPError) -> Item {
        let item = try header()
        position = item.start &+ item.count
        return item
    }

    /// Why the next item cannot be read as a list.
    @usableFromInline
    @inline(never)
    func noListError(_ header: Item) -> RLPError {
        guard header.isList else { return RLPError(rule: .listExpected, offset: position) }
        return RLPError(rule: .depth, offset: position)
    }
}
