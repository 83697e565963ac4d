import CYAML
import Primitives

/// One step of a YAML text.
struct YAMLEvent {
    /// What begins, ends or stands here.
    enum Kind {
        case streamStart, streamEnd
        case documentStart(hasDirectives: Bool)
        case documentEnd
        case alias
        case scalar(text: String, isPlain: Bool, spansLines: Bool)
        case sequenceStart, sequenceEnd
        case mappingStart, mappingEnd
    }

    let kind: Kind
    let place: DocumentPlace
    /// Whether an anchor stands at the value.
    let hasAnchor: Bool
    /// Whether a tag stands at the value.
    let hasTag: Bool
}

/// libyaml's parser, which owns its memory and that of the text.
@safe
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let source: Bytes

    /// A parser at the beginning of `source`, which is taken as UTF-8 whatever it begins with.
    init(_ source: Bytes) throws(DocumentError) {
        self.source = source
        unsafe text = .allocate(capacity: max(1, source.count))
        _ = unsafe text.initialize(from: source)
        unsafe parser = .allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            unsafe text.deallocate()
            throw DocumentError(
                .syntax, at: DocumentPlace(line: 1, column: 1), "libyaml has no memory")
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, source.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next step.
    func next() throws(DocumentError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        let place = unsafe DocumentPlace(
            line: Int(clamping: event.start_mark.line) + 1,
            column: Int(clamping: event.start_mark.column) + 1)
        var hasAnchor = false
        var hasTag = false
        let kind: YAMLEvent.Kind
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT:
            let start = unsafe event.data.document_start
            kind = unsafe .documentStart(
                hasDirectives: start.version_directive != nil
                    || start.tag_directives.start != start.tag_directives.end)
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_ALIAS_EVENT: kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            unsafe (hasAnchor, hasTag) = (scalar.anchor != nil, scalar.tag != nil)
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            let spansLines = unsafe event.end_mark.line != event.start_mark.line
            kind = unsafe .scalar(
                text: String(decoding: bytes, as: UTF8.self), isPlain: isPlain,
                spansLines: spansLines)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            unsafe (hasAnchor, hasTag) = (start.anchor != nil, start.tag != nil)
            kind = .sequenceStart
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            unsafe (hasAnchor, hasTag) = (start.anchor != nil, start.tag != nil)
            kind = .mappingStart
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: throw DocumentError(.syntax, at: place, "the YAML text ends too early")
        }
        return YAMLEvent(kind: kind, place: place, hasAnchor: hasAnchor, hasTag: hasTag)
    }

    /// What libyaml says is wrong, and where.
    private func failure() -> DocumentError {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "no YAML"
        guard unsafe state.error != YAML_READER_ERROR else {
            let offset = unsafe Int(clamping: state.problem_offset)
            return DocumentError(
                .encoding, at: DocumentPlace(offset: offset, in: source), problem)
        }
        let mark = unsafe state.problem_mark
        let place = DocumentPlace(
            line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
        return DocumentError(.syntax, at: place, problem)
    }
}
