public import Primitives

extension LocatedValue {
    /// The one value that a YAML text writes, in a strict subset of YAML 1.2's core schema: one
    /// document, no anchors, aliases, tags, directives or keys that are no text; no name twice; plain
    /// scalars as JSON reads them (hex with `0x` is text), and quotes around all that YAML 1.1 reads
    /// differently (`yes`, `010`, `1_000`).
    ///
    /// - Parameters:
    ///   - text: UTF-8 without a byte order mark.
    ///   - limits: Size, depth and number of values.
    /// - Throws: ``DocumentError`` with the first rule broken and its place.
    public init(yaml text: Bytes, limits: DocumentLimits = .standard) throws(DocumentError) {
        let start = DocumentPlace(line: 1, column: 1)
        guard text.count <= limits.byteCount else {
            throw DocumentError(.size, at: start, "more than \(limits.byteCount) bytes of YAML")
        }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw DocumentError(.encoding, at: start, "the text is no UTF-8")
        }
        guard !text.starts(with: [0xef, 0xbb, 0xbf]) else {
            throw DocumentError(.encoding, at: start, "a byte order mark before the text")
        }
        var builder = YAMLBuilder(events: try YAMLEvents(text), limits: limits)
        self = try builder.document()
    }
}

/// Builds values from events.
private struct YAMLBuilder {
    let events: YAMLEvents
    let limits: DocumentLimits
    private var valueCount = 0

    init(events: YAMLEvents, limits: DocumentLimits) {
        self.events = events
        self.limits = limits
    }

    /// The one document of the stream; null when there is none.
    mutating func document() throws(DocumentError) -> LocatedValue {
        _ = try events.next()
        let first = try events.next()
        guard case .documentStart(let hasDirectives) = first.kind else {
            return LocatedValue(.null, at: first.place)
        }
        guard !hasDirectives else {
            throw DocumentError(.tag, at: first.place, "directives (%YAML, %TAG) are not taken")
        }
        let value = try value(try events.next(), depth: 0)
        _ = try events.next()
        let last = try events.next()
        guard case .streamEnd = last.kind else {
            throw DocumentError(.documents, at: last.place, "a second document begins here")
        }
        return value
    }

    /// The value that begins with `event`.
    private mutating func value(
        _ event: YAMLEvent, depth: Int
    ) throws(DocumentError) -> LocatedValue {
        valueCount += 1
        guard valueCount <= limits.valueCount else {
            throw DocumentError(.count, at: event.place, "more than \(limits.valueCount) values")
        }
        guard !event.hasAnchor else {
            throw DocumentError(.alias, at: event.place, "anchors are not taken; write it out")
        }
        guard !event.hasTag else {
            throw DocumentError(.tag, at: event.place, "tags are not taken")
        }
        switch event.kind {
        case .scalar(let text, let isPlain, let spansLines):
            guard isPlain else { return LocatedValue(.string(text), at: event.place) }
            guard !spansLines, let content = PlainScalar.content(text) else {
                throw DocumentError(
                    .ambiguous, at: event.place,
                    "\"\(text)\" is read differently by different readers; put it into quotes, "
                        + "or write true, false, null or a decimal number")
            }
            return LocatedValue(content, at: event.place)
        case .sequenceStart:
            return LocatedValue(.array(try items(event, depth: depth)), at: event.place)
        case .mappingStart:
            return LocatedValue(.object(try members(event, depth: depth)), at: event.place)
        case .alias:
            throw DocumentError(.alias, at: event.place, "aliases are not taken; write it out")
        default:
            throw DocumentError(.syntax, at: event.place, "no value begins here")
        }
    }

    private func checkDepth(_ event: YAMLEvent, _ depth: Int) throws(DocumentError) {
        guard depth < limits.depth else {
            throw DocumentError(
                .depth, at: event.place, "nested deeper than \(limits.depth) levels")
        }
    }

    private mutating func items(
        _ event: YAMLEvent, depth: Int
    ) throws(DocumentError) -> [LocatedValue] {
        try checkDepth(event, depth)
        var items: [LocatedValue] = []
        while true {
            let next = try events.next()
            if case .sequenceEnd = next.kind { return items }
            items.append(try value(next, depth: depth + 1))
        }
    }

    private mutating func members(
        _ event: YAMLEvent, depth: Int
    ) throws(DocumentError) -> [LocatedMember] {
        try checkDepth(event, depth)
        var members: [LocatedMember] = []
        var names: Set<Bytes> = []
        while true {
            let next = try events.next()
            if case .mappingEnd = next.kind { return members }
            let name = try name(next)
            guard names.insert(Bytes(utf8: name)).inserted else {
                throw DocumentError(
                    .duplicate, at: next.place, "\"\(name)\" stands twice in one mapping")
            }
            members.append(
                LocatedMember(name, at: next.place, try value(try events.next(), depth: depth + 1)))
        }
    }

    /// The name that a key writes: text, or a number as it is written.
    private mutating func name(_ event: YAMLEvent) throws(DocumentError) -> String {
        if case .scalar = event.kind {
            switch try value(event, depth: 0).content {
            case .string(let text) where text != "<<": return text
            case .number(let text): return text
            default: break
            }
        }
        throw DocumentError(.key, at: event.place, "a name must be text; put it into quotes")
    }
}
