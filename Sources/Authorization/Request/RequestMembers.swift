import Codec
import Primitives

/// The members of a request's body as they stand: the text is JSON and of bounded shape, and no
/// member has been judged.
struct RequestMembers {
    /// The members that are known, in the order in which a KMS writes them; the last stands in the
    /// place of the first where a KMS knows it by that name.
    enum Name: String, CaseIterable {
        case teeVariant, mrAggregated, osImageHash, mrSystem, appId, composeHash
        case instanceId, deviceId, keyProviderInfo, tcbStatus, advisoryIds, attestationMode

        fileprivate static let all = allCases
    }

    private enum Found {
        case nothing
        /// A string, in UTF-8: a part of the body where no character is escaped.
        case text(Bytes)
        case other
    }

    private static let table = JSONFieldTable(Name.all.map(\.rawValue))
    private static let limits = JSONLimits(
        byteCount: BootRequest.mostBytes, depth: BootRequest.mostLevels, valueCount: 10_000)

    private var found = [Found](repeating: .nothing, count: Name.all.count)
    /// The advisories, whatever they are.
    private(set) var advisories: JSONValue?
    /// The platform by either of its names, whichever comes first; nil where that is no text.
    private(set) var variant: String?

    /// Reads the body of a POST.
    ///
    /// - Throws: ``RequestFault``: the text is too large, no JSON or of another shape.
    init(_ body: Bytes) throws(RequestFault) {
        guard body.count <= BootRequest.mostBytes else { throw RequestFault(.size) }
        var isOfShape = false
        do throws(JSONError) {
            try body.withSpan { text throws(JSONError) in
                var reader = try JSONReader(text, limits: RequestMembers.limits)
                isOfShape = try read(&reader, of: body)
            }
        } catch {
            switch error.rule {
            case .duplicate: throw RequestFault(.duplicate, error.name ?? "")
            case .depth, .count: throw RequestFault(.shape)
            case .surrogate: throw RequestFault(.text)
            default: throw RequestFault(.json)
            }
        }
        guard isOfShape else { throw RequestFault(.shape) }
    }

    /// Reads the whole text.
    ///
    /// - Returns: Whether it is an object of bounded size.
    private mutating func read(
        _ reader: inout JSONReader, of body: Bytes
    ) throws(JSONError) -> Bool {
        guard reader.next == .object else {
            try reader.skip()
            try reader.finish()
            return false
        }
        var (table, fields) = (RequestMembers.table, JSONFields())
        var count = 0
        var isFirstVariant = true
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            count += 1
            let name = Name.all[index]
            if name == .advisoryIds {
                advisories = try reader.value()
                continue
            }
            let text = try RequestMembers.text(&reader, of: body)
            found[index] = text.map { .text($0) } ?? .other
            if name == .teeVariant || name == .attestationMode {
                if isFirstVariant { variant = text.map { String(decoding: $0, as: UTF8.self) } }
                isFirstVariant = false
            }
        }
        try reader.finish()
        return count + fields.unknown.count <= BootRequest.mostMembers
            && !fields.unknown.contains("__proto__")
    }

    /// The next value's text in UTF-8; nil where it is of another type.
    private static func text(
        _ reader: inout JSONReader, of body: Bytes
    ) throws(JSONError) -> Bytes? {
        guard reader.next == .string else {
            try reader.skip()
            return nil
        }
        if let range = try reader.plainString() { return body.slice(range) }
        return Bytes(utf8: try reader.string())
    }

    /// The text of a member in UTF-8; nil when it is not there.
    ///
    /// - Throws: ``RequestFault/Rule/type`` when it is of another type.
    func utf8(_ name: Name) throws(RequestFault) -> Bytes? {
        switch found[Name.all.firstIndex(of: name) ?? 0] {
        case .nothing: nil
        case .text(let text): text
        case .other: throw RequestFault(.type, name.rawValue)
        }
    }

    /// The text of a member; nil when it is not there.
    ///
    /// - Throws: ``RequestFault/Rule/type`` when it is of another type.
    func text(_ name: Name) throws(RequestFault) -> String? {
        try utf8(name).map { String(decoding: $0, as: UTF8.self) }
    }
}
