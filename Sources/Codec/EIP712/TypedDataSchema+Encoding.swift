import Primitives

extension TypedDataSchema {
    /// `encodeType` of EIP-712: the struct, then the structs that it refers to, sorted by name.
    func encodeType(_ index: Int) -> String {
        String(decoding: encodedType(index), as: UTF8.self)
    }

    /// The hash of `encodeType`; those that are usual here are kept.
    func typeHash(_ index: Int) -> Hash32 {
        let text = Bytes(encodedType(index))
        for known in Self.knownTypes where known.text == text { return known.hash }
        return Keccak256.hash(text)
    }

    /// The types of what a Safe's owners sign, and the usual domain.
    private static let knownTypes: [(text: Bytes, hash: Hash32)] = [
        "EIP712Domain(uint256 chainId,address verifyingContract)",
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
        "SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,"
            + "uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,"
            + "uint256 nonce)",
        "SafeMessage(bytes message)",
    ].map { (Bytes(utf8: $0), Keccak256.hash(utf8: $0)) }

    private func encodedType(_ index: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        structures[index].append(to: &text)
        for other in references(of: index).map({ structures[$0] }).sorted(by: { $0.name < $1.name })
        {
            other.append(to: &text)
        }
        return text
    }

    /// The structs that a struct refers to, directly or not, without itself.
    func references(of index: Int) -> [Int] {
        guard structures[index].members.contains(where: { $0.type.structure != nil }) else {
            return []
        }
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
    /// Appends `Name(type name,type name)`.
    fileprivate func append(to text: inout [UInt8]) {
        text.append(contentsOf: name.utf8)
        text.append(UInt8(ascii: "("))
        for (position, member) in members.enumerated() {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            text.append(contentsOf: member.typeText.utf8)
            text.append(UInt8(ascii: " "))
            text.append(contentsOf: member.name.utf8)
        }
        text.append(UInt8(ascii: ")"))
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
