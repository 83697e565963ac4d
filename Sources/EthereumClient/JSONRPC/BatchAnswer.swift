import Codec
import Primitives

/// The answer to a batch (JSON-RPC 2.0 section 6), its parts matched to the requests by id.
struct BatchAnswer {
    /// The bytes of each part, in the order of the requests.
    let parts: [Bytes]

    /// Reads the answer to requests with `ids`, of which there is at least one.
    ///
    /// - Throws: ``BatchFault``: the node's error where it answers the whole batch with one, or what
    ///   is wrong: another number of parts, an id that nobody asked for, one id twice.
    static func read(
        _ text: Bytes, ids: [UInt64], limits: JSONLimits
    ) throws(BatchFault) -> BatchAnswer {
        let items: [Item]?
        do throws(JSONError) {
            items = try self.items(text, limits: limits)
        } catch {
            throw .answer(.json(error))
        }
        guard let items else {
            // Some nodes answer a batch that they do not take with one error object.
            if let refusal = NodeError.refusal(in: text, ids: ids) { throw .node(refusal) }
            throw .answer(.envelope("no array answers the batch"))
        }
        guard items.count == ids.count else {
            throw .answer(.count(expected: ids.count, found: items.count))
        }
        var missing: [UInt64: Int] = [:]
        for (index, id) in ids.enumerated() { missing[id] = index }
        var parts = [Bytes](repeating: Bytes(), count: ids.count)
        for item in items {
            guard let number = item.id?.integer(as: UInt64.self),
                let place = missing.removeValue(forKey: number)
            else {
                let expected = ids.first { missing[$0] != nil } ?? 0
                throw .answer(.identifier(expected: expected, found: item.id?.serialized()))
            }
            parts[place] = text.slice(item.range)
        }
        return BatchAnswer(parts: parts)
    }

    /// One answer of the batch, before its result is read.
    private struct Item {
        let range: Range<Int>
        let id: JSONValue?
    }

    /// The items of an array; nil when the text is no array.
    private static func items(
        _ text: Bytes, limits: JSONLimits
    ) throws(JSONError) -> [Item]? {
        try text.withSpan { span throws(JSONError) in
            var reader = try JSONReader(span, limits: limits)
            guard reader.next == .array else {
                try reader.skip()
                try reader.finish()
                return nil
            }
            var items: [Item] = []
            try reader.beginArray()
            while try reader.nextItem() {
                let start = reader.offset
                let id = try identifier(&reader)
                items.append(Item(range: start..<reader.offset, id: id))
            }
            try reader.finish()
            return items
        }
    }

    /// The id of the answer that comes next, which is passed: its result is read, and checked, as an
    /// answer of its own. Nil where there is none.
    private static func identifier(_ reader: inout JSONReader) throws(JSONError) -> JSONValue? {
        guard reader.next == .object else {
            try reader.passOver()
            return nil
        }
        var id: JSONValue?
        var table = AnswerField.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            if AnswerField(rawValue: index) == .id {
                id = try reader.value()
            } else {
                try reader.passOver()
            }
        }
        return id
    }
}

/// Why a batch has no parts.
enum BatchFault: Error {
    case answer(AnswerFault)
    case node(NodeError)

    /// The same as a client's error has it.
    var cause: ClientError.Cause {
        switch self {
        case .answer(let fault): .answer(fault)
        case .node(let error): .node(error)
        }
    }
}
