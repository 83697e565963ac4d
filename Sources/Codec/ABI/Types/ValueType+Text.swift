extension ABI.ValueType {
    /// The type that a canonical text writes, for example `(uint256,string)[2][]`: no spaces, no
    /// names, no aliases.
    ///
    /// - Throws: ``ABIError`` with rule `unknownType`, `emptyType` or `depth` and the place in the
    ///   text.
    public init(_ text: String) throws(ABIError) {
        var parser = ABI.Parser(text, style: .type)
        self = try parser.parameter(in: .member, depth: 0).type
        try parser.end()
    }

    /// The elementary type of this name; nil when there is none. Names are ASCII, as
    /// ``ABI/Parser`` reads them, so that equality is equality of bytes.
    init?(elementary name: Substring) {
        switch name {
        case "bool": self = .bool
        case "address": self = .address
        case "string": self = .string
        case "bytes": self = .bytes
        default:
            let form: Form
            if name.hasPrefix("uint"), let bits = Self.size(name.dropFirst(4)) {
                form = .uint(bits: bits)
            } else if name.hasPrefix("int"), let bits = Self.size(name.dropFirst(3)) {
                form = .int(bits: bits)
            } else if name.hasPrefix("bytes"), let count = Self.size(name.dropFirst(5)) {
                form = .fixedBytes(count: count)
            } else {
                return nil
            }
            guard let type = try? ABI.ValueType(form) else { return nil }
            self = type
        }
    }

    /// A canonical decimal of at most three digits.
    private static func size(_ digits: Substring) -> Int? {
        guard (1...3).contains(digits.utf8.count), digits.utf8.first != UInt8(ascii: "0") else {
            return nil
        }
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
}

extension ABI.ValueType {
    /// The arrays of `core` that a suffix writes: `[2][]`; `core` itself for an empty one.
    init(arraysOf core: ABI.ValueType, suffix: Substring) throws(ABIError) {
        var parser = ABI.Parser(String(suffix), style: .type)
        self = try parser.arrays(of: core)
        try parser.end()
    }
}
