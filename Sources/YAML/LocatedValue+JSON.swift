import Codec
public import Primitives

extension LocatedValue {
    /// The one value that a JSON text writes, by RFC 8259 without leniency.
    ///
    /// - Parameters:
    ///   - text: UTF-8 without a byte order mark.
    ///   - limits: Size, depth and number of values.
    /// - Throws: ``DocumentError`` with the first rule broken and its place.
    public init(json text: Bytes, limits: DocumentLimits = .standard) throws(DocumentError) {
        let bounds = JSONLimits(
            byteCount: limits.byteCount, depth: limits.depth, valueCount: limits.valueCount)
        do throws(JSONError) {
            self = try text.withSpan { span throws(JSONError) in
                var reader = try JSONReader(span, limits: bounds)
                var places = PlaceFinder(text)
                let value = try LocatedValue.read(&reader, &places)
                try reader.finish()
                return value
            }
        } catch {
            throw DocumentError(
                LocatedValue.rule(error.rule), at: DocumentPlace(offset: error.offset, in: text),
                error.description)
        }
    }

    private static func read(
        _ reader: inout JSONReader, _ places: inout PlaceFinder
    ) throws(JSONError) -> LocatedValue {
        let place = places.place(of: reader.offset)
        switch reader.next {
        case .object:
            var members: [LocatedMember] = []
            var names: Set<Bytes> = []
            try reader.beginObject()
            while let member = try reader.nextMember() {
                guard names.insert(Bytes(utf8: member.name)).inserted else {
                    throw JSONError(rule: .duplicate, offset: member.offset, name: member.name)
                }
                let namePlace = places.place(of: member.offset)
                members.append(
                    LocatedMember(member.name, at: namePlace, try read(&reader, &places)))
            }
            return LocatedValue(.object(members), at: place)
        case .array:
            var items: [LocatedValue] = []
            try reader.beginArray()
            while try reader.nextItem() { items.append(try read(&reader, &places)) }
            return LocatedValue(.array(items), at: place)
        case .string: return LocatedValue(.string(try reader.string()), at: place)
        case .number: return LocatedValue(.number(try reader.number()), at: place)
        case .bool: return LocatedValue(.bool(try reader.bool()), at: place)
        default:
            guard try reader.takesNull() else { throw reader.failure(.value) }
            return LocatedValue(.null, at: place)
        }
    }

    private static func rule(_ rule: JSONError.Rule) -> DocumentError.Rule {
        switch rule {
        case .utf8, .byteOrderMark, .surrogate: .encoding
        case .size: .size
        case .depth: .depth
        case .count: .count
        case .duplicate: .duplicate
        default: .syntax
        }
    }
}

/// Turns offsets that only grow into places, in one pass over the text.
private struct PlaceFinder {
    private let text: Bytes
    private var offset = 0
    private var line = 1
    private var column = 1

    init(_ text: Bytes) {
        self.text = text
    }

    mutating func place(of target: Int) -> DocumentPlace {
        while offset < min(target, text.count) {
            let byte = text[offset]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
            offset += 1
        }
        return DocumentPlace(line: line, column: column)
    }
}
