public import Primitives

extension RLP {
    /// What RLP encodes: a byte string or a list of items.
    public enum Item: Hashable, Sendable {
        /// A byte string; integers are their big-endian bytes without leading zeros.
        case string(Bytes)
        /// A list.
        case list([Item])
    }
}

extension RLP.Item {
    /// The bytes of a string.
    public var string: Bytes? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    /// The items of a list.
    public var list: [RLP.Item]? {
        if case .list(let items) = self { items } else { nil }
    }

    /// The size of the encoding; appends the payload sizes of all lists in the order in which they
    /// begin.
    func measure(into payloads: inout [Int]) -> Int {
        switch self {
        case .string(let bytes):
            return RLPSize.string(bytes)
        case .list(let items):
            let place = payloads.count
            payloads.append(0)
            var payload = 0
            for item in items { payload += item.measure(into: &payloads) }
            payloads[place] = payload
            return RLPSize.list(payload: payload)
        }
    }

    /// Writes the encoding; `next` is the place of the next list's size in `payloads`.
    func write(to writer: inout RLPWriter, payloads: [Int], next: inout Int) {
        switch self {
        case .string(let bytes):
            writer.string(bytes)
        case .list(let items):
            writer.list(payload: payloads[next])
            next += 1
            for item in items { item.write(to: &writer, payloads: payloads, next: &next) }
        }
    }
}

extension RLPReader {
    /// The next item with everything in it; its strings are slices of `bytes`, which this reader
    /// must be reading from the beginning.
    ///
    /// - Throws: ``RLPError`` at the first rule broken.
    @_lifetime(self: copy self)
    public mutating func item(sharing bytes: Bytes) throws(RLPError) -> RLP.Item {
        guard try nextIsList() else { return .string(try string(sharing: bytes)) }
        let outer = try enterList()
        var items: [RLP.Item] = []
        while !isAtEnd { items.append(try item(sharing: bytes)) }
        try leaveList(outer)
        return .list(items)
    }
}
