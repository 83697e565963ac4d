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

    /// The elementary type of this name; nil when there is none.
    init?(elementary name: Substring) {
        let span = name.utf8Span.span
        self.init(elementary: span)
    }

    /// The elementary type whose name these bytes are; nil when there is none.
    init?(elementary name: Span<UInt8>) {
        let form: Form?
        switch name.isEmpty ? 0 : name[0] {
        case UInt8(ascii: "u"): form = Self.size(in: name, behind: "uint").map(Form.uint(bits:))
        case UInt8(ascii: "i"): form = Self.size(in: name, behind: "int").map(Form.int(bits:))
        case UInt8(ascii: "a"): form = name.isEqual(to: "address") ? .address : nil
        case UInt8(ascii: "s"): form = name.isEqual(to: "string") ? .string : nil
        case UInt8(ascii: "b"):
            if name.isEqual(to: "bool") {
                form = .bool
            } else if name.isEqual(to: "bytes") {
                form = .bytes
            } else {
                form = Self.size(in: name, behind: "bytes").map(Form.fixedBytes(count:))
            }
        default: form = nil
        }
        guard let form, let type = try? ABI.ValueType(form) else { return nil }
        self = type
    }

    /// The canonical decimal of at most three digits that follows `prefix`.
    private static func size(in name: Span<UInt8>, behind prefix: StaticString) -> Int? {
        let start = prefix.utf8CodeUnitCount
        guard name.starts(with: prefix), (1...3).contains(name.count - start),
            name[start] != UInt8(ascii: "0")
        else { return nil }
        var size = 0
        for index in start..<name.count {
            guard (0x30...0x39).contains(name[index]) else { return nil }
            size = 10 * size + Int(name[index] - 0x30)
        }
        return size
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of an ASCII text.
    func isEqual(to text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && starts(with: text)
    }

    /// Whether the bytes begin with those of an ASCII text.
    func starts(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where unsafe self[index] != text.utf8Start[index] {
            return false
        }
        return true
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
