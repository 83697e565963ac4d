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
        structures.firstIndex { $0.name.hasSameBytes(as: name) }
    }
}

// MARK: - Reading

extension TypedDataSchema {
    /// A member before its type is looked up.
    private struct Declared {
        let name: String
        let type: String

        /// The member that an object `{name, type}` declares; nil for anything else.
        init?(_ json: JSONValue) {
            guard let object = json.object else { return nil }
            var name: String?
            var type: String?
            for member in object {
                if name == nil, member.name.hasSameBytes(as: "name") {
                    guard let text = member.value.string else { return nil }
                    name = text
                } else if type == nil, member.name.hasSameBytes(as: "type") {
                    guard let text = member.value.string else { return nil }
                    type = text
                }
            }
            guard let name, let type else { return nil }
            self.name = name
            self.type = type
        }
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
            guard let member = Declared(item) else {
                throw TypedDataError(.shape, at: "types.\(type.name)")
            }
            members.append(member)
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
            if let type = ABI.ValueType(elementary: text) { return .elementary(type) }
            let name = String(text)
            return types.firstIndex { $0.name.hasSameBytes(as: name) }.map(MemberType.structure)
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
