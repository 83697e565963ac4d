import Codec
import Primitives

/// The members of a request's body as they stand: the text is JSON and of bounded shape, and no
/// member has been judged.
struct RequestMembers {
    /// The members that are known, in the order in which a KMS writes them; the last stands in the
    /// place of the first where a KMS knows it by that name.
    enum Name: Int, CaseIterable {
        case teeVariant, mrAggregated, osImageHash, mrSystem, appId, composeHash
        case instanceId, deviceId, keyProviderInfo, tcbStatus, advisoryIds, attestationMode

        /// The name as a KMS writes it.
        var text: String { "\(self)" }
    }

    private enum Found {
        case nothing
        /// A string without an escape, as it stands in the body.
        case plain(Range<Int>)
        /// A string with escapes: which of those that are kept.
        case escaped(Int)
        case other
    }

    private static let table = JSONFieldTable(Name.allCases.map(\.text))
    private static let limits = JSONLimits(
        byteCount: BootRequest.mostBytes, depth: BootRequest.mostLevels, valueCount: 10_000)

    private let body: Bytes
    private var found = [Found](repeating: .nothing, count: Name.allCases.count)
    private var escaped: [Bytes] = []
    /// The advisories, whatever they are.
    private(set) var advisories: JSONValue?
    /// The platform by either of its names, whichever comes first; nil where that is no text.
    private(set) var variant: String?

    /// Reads the body of a POST.
    ///
    /// - Throws: ``RequestFault``: the text is too large, no JSON or of another shape.
    init(_ body: Bytes) throws(RequestFault) {
        guard body.count <= BootRequest.mostBytes else { throw RequestFault(.size) }
        self.body = body
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
            if index == Name.advisoryIds.rawValue {
                advisories = try reader.value()
                continue
            }
            let text = try text(&reader)
            found[index] = text
            if index == Name.teeVariant.rawValue || index == Name.attestationMode.rawValue {
                if isFirstVariant { variant = string(text) }
                isFirstVariant = false
            }
        }
        try reader.finish()
        return count + fields.unknown.count <= BootRequest.mostMembers
            && !fields.unknown.contains("__proto__")
    }

    /// Reads the next value.
    private mutating func text(_ reader: inout JSONReader) throws(JSONError) -> Found {
        guard reader.next == .string else {
            try reader.skip()
            return .other
        }
        if let range = try reader.plainString() { return .plain(range) }
        escaped.append(Bytes(utf8: try reader.string()))
        return .escaped(escaped.count - 1)
    }

    private func string(_ found: Found) -> String? {
        switch found {
        case .nothing, .other: nil
        case .plain(let range): String(decoding: body.slice(range), as: UTF8.self)
        case .escaped(let index): String(decoding: escaped[index], as: UTF8.self)
        }
    }

    /// Lends the text of a member in UTF-8; no bytes where it is not there.
    ///
    /// - Throws: ``RequestFault/Rule/type`` when it is of another type.
    func withUTF8<Value>(
        _ name: Name, _ read: (UnsafeRawBufferPointer) throws(RequestFault) -> Value
    ) throws(RequestFault) -> Value {
        switch found[name.rawValue] {
        case .nothing: unsafe try read(UnsafeRawBufferPointer(start: nil, count: 0))
        case .plain(let range):
            try unsafe body.withUnsafeBytes { raw throws(RequestFault) in
                unsafe try read(UnsafeRawBufferPointer(rebasing: raw[range]))
            }
        case .escaped(let index):
            try unsafe escaped[index].withUnsafeBytes { raw throws(RequestFault) in
                unsafe try read(raw)
            }
        case .other: throw RequestFault(.type, name.text)
        }
    }

    /// Requires that a member is a text if it is there.
    ///
    /// - Throws: ``RequestFault/Rule/type``.
    func requireText(_ name: Name) throws(RequestFault) {
        if case .other = found[name.rawValue] { throw RequestFault(.type, name.text) }
    }

    /// Requires that a member is there, and is a text.
    ///
    /// - Throws: ``RequestFault/Rule/missing``, ``RequestFault/Rule/type``.
    func require(_ name: Name) throws(RequestFault) {
        switch found[name.rawValue] {
        case .plain, .escaped: return
        case .nothing: throw RequestFault(.missing, name.text)
        case .other: throw RequestFault(.type, name.text)
        }
    }

    /// The text of a member; nil when it is not there.
    ///
    /// - Throws: ``RequestFault/Rule/type`` when it is of another type.
    func text(_ name: Name) throws(RequestFault) -> String? {
        try requireText(name)
        return string(found[name.rawValue])
    }
}
