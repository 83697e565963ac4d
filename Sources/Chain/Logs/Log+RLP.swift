public import Codec
public import Primitives

extension Log {
    /// The log that comes next; its data is a slice of `bytes`, which `reader` must be reading from
    /// the beginning.
    ///
    /// - Throws: ``/Codec/RLPError`` when the next item is no log; a fifth topic is
    ///   ``/Codec/RLPError/Rule/extraItem``.
    public init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        let outer = try reader.enterList()
        address = try reader.address()
        let log = try reader.enterList()
        var topics = LogTopics()
        while !reader.isAtEnd {
            let place = reader.offset
            guard topics.append(try reader.hash()) else {
                throw RLPError(rule: .extraItem, offset: place)
            }
        }
        try reader.leaveList(log)
        self.topics = topics
        data = bytes.slice(try reader.string())
        try reader.leaveList(outer)
    }

    /// The size of the items of the encoding together.
    var payloadSize: Int {
        RLPSize.address + RLPSize.list(payload: topics.count * RLPSize.hash) + RLPSize.string(data)
    }

    /// Writes the encoding; `payload` is its ``payloadSize``.
    func write(to writer: inout RLPWriter, payload: Int) {
        writer.list(payload: payload)
        writer.address(address)
        writer.list(payload: topics.count * RLPSize.hash)
        for place in 0..<topics.count { writer.hash(topics[place]) }
        writer.string(data)
    }
}
