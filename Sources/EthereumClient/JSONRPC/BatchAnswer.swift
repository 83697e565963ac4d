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
        let ranges: [Range<Int>]?
        do throws(JSONError) {
            ranges = try itemRanges(text, limits: limits)
        } catch {
            throw .answer(.json(error))
        }
        guard let ranges else {
            // Some nodes answer a batch that they do not take with one error object.
            if let refusal = NodeError.refusal(in: text, ids: ids) { throw .node(refusal) }
            throw .answer(.envelope("no array answers the batch"))
        }
        guard ranges.count == ids.count else {
            throw .answer(.count(expected: ids.count, found: ranges.count))
        }
        var missing: [UInt64: Int] = [:]
        for (index, id) in ids.enumerated() { missing[id] = index }
        var parts = [Bytes](repeating: Bytes(), count: ids.count)
        for range in ranges {
            let part = text.slice(range)
            let id = (try? JSONValue(parsing: part, limits: limits))?["id"]
            guard let number = id?.integer(as: UInt64.self),
                let place = missing.removeValue(forKey: number)
            else {
                let expected = ids.first { missing[$0] != nil } ?? 0
                throw .answer(.identifier(expected: expected, found: id?.serialized()))
            }
            parts[place] = part
        }
        return BatchAnswer(parts: parts)
    }

    /// The ranges of the items of an array; nil when the text is no array.
    private static func itemRanges(
        _ text: Bytes, limits: JSONLimits
    ) throws(JSONError) -> [Range<Int>]? {
        try text.withSpan { span throws(JSONError) in
            var reader = try JSONReader(span, limits: limits)
            guard reader.next == .array else {
                try reader.skip()
                try reader.finish()
                return nil
            }
            var ranges: [Range<Int>] = []
            try reader.beginArray()
            while try reader.nextItem() {
                let start = reader.offset
                try reader.skip()
                ranges.append(start..<reader.offset)
            }
            try reader.finish()
            return ranges
        }
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
