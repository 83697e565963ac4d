import Primitives

/// Reads the values of typed data by their types.
struct TypedDataReader {
    /// The most objects and arrays within each other; a limit of ours.
    static let maximumDepth = 128
    /// The largest JSON number that every reader takes for the same integer.
    static let largestNumber = UInt256(0x1f_ffff_ffff_ffff as UInt64)

    let schema: TypedDataSchema
    let allowsHexadecimalIntegers: Bool

    /// The value of a struct: its members in declared order, and no others.
    func structure(
        _ index: Int, _ json: JSONValue, depth: Int = 0
    ) throws(TypedDataError) -> TypedDataValue {
        guard let object = json.object else { throw TypedDataError(.wrongType, at: "") }
        guard depth < Self.maximumDepth else { throw TypedDataError(.size, at: "") }
        let members = schema.structures[index].members
        let lookup = MemberLookup(object)
        var values: [TypedDataValue] = []
        values.reserveCapacity(members.count)
        for (position, member) in members.enumerated() {
            do {
                values.append(
                    try value(member.type, lookup.value(member.name, near: position), depth: depth)
                )
            } catch { throw error.inside(".\(member.name)") }
        }
        guard object.count == members.count else {
            throw TypedDataError(.extraMember, at: extra(object, members))
        }
        return .structure(index, values)
    }

    /// The path to the first member that is not declared.
    private func extra(_ object: [JSONMember], _ members: [TypedDataSchema.Member]) -> String {
        let extra = object.first { member in
            !members.contains { member.name.hasSameBytes(as: $0.name) }
        }
        return extra.map { ".\($0.name)" } ?? ""
    }

    private func value(
        _ type: TypedDataSchema.MemberType, _ json: JSONValue?, depth: Int
    ) throws(TypedDataError) -> TypedDataValue {
        guard let json, !json.isNull else { throw TypedDataError(.missingMember, at: "") }
        switch type {
        case .structure(let index): return try structure(index, json, depth: depth + 1)
        case .array(let element): return try array(element, nil, json, depth: depth + 1)
        case .fixedArray(let element, let count):
            return try array(element, count, json, depth: depth + 1)
        case .elementary(let type): return try elementary(type, json)
        }
    }

    private func array(
        _ element: TypedDataSchema.MemberType, _ count: Int?, _ json: JSONValue, depth: Int
    ) throws(TypedDataError) -> TypedDataValue {
        guard let items = json.array else { throw TypedDataError(.wrongType, at: "") }
        guard depth < Self.maximumDepth else { throw TypedDataError(.size, at: "") }
        guard count == nil || count == items.count else {
            throw TypedDataError(.arrayLength, at: "")
        }
        var values: [TypedDataValue] = []
        values.reserveCapacity(items.count)
        for (position, item) in items.enumerated() {
            do { values.append(try value(element, item, depth: depth)) } catch {
                throw error.inside("[\(position)]")
            }
        }
        return .array(values)
    }
}

// MARK: - Elementary values

extension TypedDataReader {
    private func elementary(
        _ type: ABI.ValueType, _ json: JSONValue
    ) throws(TypedDataError) -> TypedDataValue {
        switch type.form {
        case .bool:
            guard let value = json.bool else { throw TypedDataError(.wrongType, at: "") }
            return .word(value.abiWord)
        case .uint(let bits): return .word(try integer(json, bits: bits, isSigned: false))
        case .int(let bits): return .word(try integer(json, bits: bits, isSigned: true))
        default: break
        }
        guard let text = json.string else { throw TypedDataError(.wrongType, at: "") }
        switch type.form {
        case .address:
            guard let address = try? Address(hex: text) else {
                throw TypedDataError(.address, at: "")
            }
            return .word(address.word)
        case .bytes: return .bytes(try bytes(text))
        case .fixedBytes(let count):
            let bytes = try bytes(text)
            guard bytes.count == count, let value = ABI.FixedBytes(bytes) else {
                throw TypedDataError(.width, at: "")
            }
            return .word(value.word)
        default: return .bytes(Bytes(utf8: text))
        }
    }

    private func bytes(_ text: String) throws(TypedDataError) -> Bytes {
        do { return try Bytes(hex: text) } catch { throw TypedDataError(.hex, at: "") }
    }

    private func integer(
        _ json: JSONValue, bits: Int, isSigned: Bool
    ) throws(TypedDataError) -> Hash32 {
        let (text, limit): (String, UInt256?) =
            switch json {
            case .string(let text): (text, nil)
            case .number(let text): (text, Self.largestNumber)
            default: throw TypedDataError(.wrongType, at: "")
            }
        let (isNegative, magnitude) = try magnitude(text)
        if let limit {
            guard let magnitude, magnitude <= limit else { throw TypedDataError(.integer, at: "") }
        }
        let signed = magnitude.flatMap { Int256(negative: isNegative, magnitude: $0) }
        let word = isSigned ? signed?.abiWord : isNegative ? nil : magnitude?.abiWord
        guard let word,
            isSigned ? ABILimbs(word).isSigned(bits: bits) : ABILimbs(word).isUnsigned(bits: bits)
        else { throw TypedDataError(.range, at: "") }
        return word
    }

    /// A sign and the digits behind it as a number, which is nil when it is beyond 256 bits.
    private func magnitude(
        _ text: String
    ) throws(TypedDataError) -> (isNegative: Bool, UInt256?) {
        if allowsHexadecimalIntegers, text.utf8.starts(with: "0x".utf8) {
            return (false, try hexadecimal(text))
        }
        let span = text.utf8Span.span
        let isNegative = !span.isEmpty && span[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard span.count > start, span[start] != UInt8(ascii: "0") || span.count == 1 else {
            throw TypedDataError(.integer, at: "")
        }
        for index in start..<span.count where !(0x30...0x39).contains(span[index]) {
            throw TypedDataError(.integer, at: "")
        }
        let number = unsafe span.withUnsafeBytes { raw in
            unsafe try? UInt256(decimal: UnsafeRawBufferPointer(rebasing: raw[start...]))
        }
        return (isNegative, number)
    }

    /// The number that `0x` and digits write; nil when it is beyond 256 bits.
    private func hexadecimal(_ text: String) throws(TypedDataError) -> UInt256? {
        let digits = text.utf8.dropFirst(2)
        guard !digits.isEmpty, digits.allSatisfy({ Hex.value(of: $0) != nil }) else {
            throw TypedDataError(.integer, at: "")
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 64 else { return nil }
        let zeros = String(repeating: "0", count: 64 - significant.count)
        guard let word = try? Hash32(hex: "0x" + zeros + String(Substring(significant))) else {
            throw TypedDataError(.integer, at: "")
        }
        return UInt256(word)
    }
}

/// Finds members of an object: at their expected places, else one by one, and in a dictionary where
/// there are many.
private struct MemberLookup {
    private static let manyMembers = 64

    private let members: [JSONMember]
    private let byName: [Bytes: JSONValue]?

    init(_ members: [JSONMember]) {
        self.members = members
        byName =
            members.count <= MemberLookup.manyMembers
            ? nil
            : Dictionary(
                members.map { (Bytes(utf8: $0.name), $0.value) },
                uniquingKeysWith: { first, _ in first })
    }

    func value(_ name: String, near position: Int) -> JSONValue? {
        if position < members.count, members[position].name.hasSameBytes(as: name) {
            return members[position].value
        }
        if let byName { return byName[Bytes(utf8: name)] }
        return members.first { $0.name.hasSameBytes(as: name) }?.value
    }
}
