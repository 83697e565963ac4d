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
        fileprivate var place: Int { Name.all.firstIndex(of: self) ?? 0 }
    }

    private enum Found {
        case nothing
        case text(String)
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
                isOfShape = try read(&reader)
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
    private mutating func read(_ reader: inout JSONReader) throws(JSONError) -> Bool {
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
            let text = reader.next == .string ? try reader.string() : nil
            if text == nil { try reader.skip() }
            found[index] = text.map { .text($0) } ?? .other
            if name == .teeVariant || name == .attestationMode {
                if isFirstVariant { variant = text }
                isFirstVariant = false
            }
        }
        try reader.finish()
        return count + fields.unknown.count <= BootRequest.mostMembers
            && !fields.unknown.contains("__proto__")
    }

    /// The text of a member; nil when it is not there.
    ///
    /// - Throws: ``RequestFault/Rule/type`` when it is of another type.
    func text(_ name: Name) throws(RequestFault) -> String? {
        switch found[name.place] {
        case .nothing: nil
        case .text(let text): text
        case .other: throw RequestFault(.type, name.rawValue)
        }
    }
}
