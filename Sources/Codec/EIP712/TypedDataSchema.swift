import Primitives

/// The struct types that a document declares, checked.
struct TypedDataSchema: Sendable {
    /// The type of a member.
    indirect enum MemberType: Sendable {
        case elementary(ABI.ValueType)
        /// The struct at this place of the schema.
        case structure(Int)
        case array(MemberType)
        case fixedArray(MemberType, count: Int)
    }

    /// A member of a struct.
    struct Member: Sendable {
        let name: String
        /// The type as it is declared, and hashed.
        let typeText: String
        let type: MemberType
    }

    /// A struct type.
    struct Structure: Sendable {
        let name: String
        let members: [Member]
    }

    /// The most types that a document may declare; a limit of ours.
    static let maximumTypeCount = 256
    /// The most members that a struct may have; a limit of ours.
    static let maximumMemberCount = 1024

    let structures: [Structure]

    /// The types that the member `types` of a document declares.
    init(_ types: [JSONMember]) throws(TypedDataError) {
        guard types.count <= Self.maximumTypeCount else {
            throw TypedDataError(.size, at: "types")
        }
        var declared: [[Declared]] = []
        declared.reserveCapacity(types.count)
        for type in types { declared.append(try Self.members(of: type)) }
        var structures: [Structure] = []
        structures.reserveCapacity(types.count)
        for (type, members) in zip(types, declared) {
            do {
                structures.append(
                    Structure(
                        name: try Self.typeName(type.name),
                        members: try Self.resolved(members, types)))
            } catch { throw error.inside("types.\(type.name)") }
        }
        self.structures = structures
    }

    /// The place of the struct with this name.
    func index(of name: String) -> Int? {
        structures.firstIndex { JSONMember.haveSameBytes($0.name, name) }
    }
}

// MARK: - Reading

extension TypedDataSchema {
    /// A member before its type is looked up.
    private struct Declared {
        let name: String
        let type: String
    }

    private static func members(of type: JSONMember) throws(TypedDataError) -> [Declared] {
        guard let items = type.value.array else {
            throw TypedDataError(.shape, at: "types.\(type.name)")
        }
        guard items.count <= maximumMemberCount else {
            throw TypedDataError(.size, at: "types.\(type.name)")
        }
        var members: [Declared] = []
        members.reserveCapacity(items.count)
        for item in items {
            guard let name = item["name"]?.string, let text = item["type"]?.string else {
                throw TypedDataError(.shape, at: "types.\(type.name)")
            }
            members.append(Declared(name: name, type: text))
        }
        return members
    }

    private static func typeName(_ name: String) throws(TypedDataError) -> String {
        guard name.isSolidityIdentifier, !name.looksElementary else {
            throw TypedDataError(.typeName, at: "")
        }
        return name
    }

    private static func resolved(
        _ members: [Declared], _ types: [JSONMember]
    ) throws(TypedDataError) -> [Member] {
        for member in members where !member.name.isSolidityIdentifier {
            throw TypedDataError(.memberName, at: ".\(member.name)")
        }
        if let twice = firstRepeated(members) {
            throw TypedDataError(.duplicateMember, at: ".\(twice)")
        }
        var resolved: [Member] = []
        resolved.reserveCapacity(members.count)
        for member in members {
            guard let type = memberType(member.type[...], types, depth: 0) else {
                throw TypedDataError(.unknownType, at: ".\(member.name)")
            }
            resolved.append(Member(name: member.name, typeText: member.type, type: type))
        }
        return resolved
    }

    /// The first name that is there before; names are ASCII by now, so equality is that of bytes.
    private static func firstRepeated(_ members: [Declared]) -> String? {
        if members.count <= 16 {
            for (position, member) in members.enumerated()
            where members[..<position].contains(where: { $0.name == member.name }) {
                return member.name
            }
            return nil
        }
        var names: Set<String> = []
        return members.first { !names.insert($0.name).inserted }?.name
    }

    /// The type that a text writes; nil when there is none.
    private static func memberType(
        _ text: Substring, _ types: [JSONMember], depth: Int
    ) -> MemberType? {
        let bytes = text.utf8
        guard bytes.last == UInt8(ascii: "]") else {
            let name = String(text)
            if let index = types.firstIndex(where: { $0.isNamed(name) }) {
                return .structure(index)
            }
            guard name.isSolidityIdentifier else { return nil }
            return ABI.ValueType(elementary: text).map(MemberType.elementary)
        }
        guard depth < ABI.maximumDepth, let open = bytes.lastIndex(of: UInt8(ascii: "[")) else {
            return nil
        }
        let digits = bytes[bytes.index(after: open)...].dropLast()
        guard let element = memberType(text[..<open], types, depth: depth + 1) else { return nil }
        if digits.isEmpty { return .array(element) }
        guard digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(Substring(digits))
        else { return nil }
        return .fixedArray(element, count: count)
    }
}

extension String {
    /// Whether it is an identifier of Solidity: ASCII letters, digits, `_` and `$`, no digit first.
    var isSolidityIdentifier: Bool {
        var isFirst = true
        for byte in utf8 {
            switch byte {
            case 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24: break
            case 0x30...0x39 where !isFirst: break
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }

    /// Whether an ASCII identifier is an elementary type of Solidity or looks like one.
    fileprivate var looksElementary: Bool {
        switch self {
        case "bool", "address", "string", "byte", "function", "tuple": return true
        default: break
        }
        for prefix in ["bytes", "uint", "int"] where hasPrefix(prefix) {
            if utf8.dropFirst(prefix.utf8.count).allSatisfy({ (0x30...0x39).contains($0) }) {
                return true
            }
        }
        for prefix in ["fixed", "ufixed"] where hasPrefix(prefix) {
            let rest = utf8.dropFirst(prefix.utf8.count)
            if !rest.contains(UInt8(ascii: "$")) { return true }
        }
        return false
    }
}
