import Primitives

extension TypedDataSchema {
    /// `encodeType` of EIP-712: the struct, then the structs that it refers to, sorted by name.
    func encodeType(_ index: Int) -> String {
        var text = structures[index].encoded
        let references = references(of: index)
        for name in references.map({ structures[$0] }).sorted(by: { $0.name < $1.name }) {
            text += name.encoded
        }
        return text
    }

    /// The hash of `encodeType`.
    func typeHash(_ index: Int) -> Hash32 { Keccak256.hash(utf8: encodeType(index)) }

    /// The structs that a struct refers to, directly or not, without itself.
    func references(of index: Int) -> [Int] {
        var found: Set<Int> = [index]
        var open = [index]
        var references: [Int] = []
        while let next = open.popLast() {
            for member in structures[next].members {
                guard let inner = member.type.structure, found.insert(inner).inserted else {
                    continue
                }
                references.append(inner)
                open.append(inner)
            }
        }
        return references
    }
}

extension TypedDataSchema.Structure {
    /// `Name(type name,type name)`.
    fileprivate var encoded: String {
        var text = name
        text += "("
        for (position, member) in members.enumerated() {
            if position > 0 { text += "," }
            text += member.typeText
            text += " "
            text += member.name
        }
        text += ")"
        return text
    }
}

extension TypedDataSchema.MemberType {
    /// The struct that the type is or that its arrays hold.
    fileprivate var structure: Int? {
        switch self {
        case .elementary: nil
        case .structure(let index): index
        case .array(let element), .fixedArray(let element, _): element.structure
        }
    }
}
