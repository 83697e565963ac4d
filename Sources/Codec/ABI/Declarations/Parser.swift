extension ABI {
    /// Reads types and declarations from text, token by token. Only ASCII is a token, so names that
    /// look alike cannot be confused.
    struct Parser {
        /// What is being read: it decides about spaces, names, aliases, and the name of the fault.
        enum Style {
            /// A canonical type: no spaces, no names, no aliases.
            case type
            /// A human-readable declaration.
            case declaration
        }

        /// Where a parameter stands: it decides which words may follow the type.
        enum Place {
            case function
            case event
            case error
            case member
        }

        /// Words that are no names.
        static let reserved: Set<Substring> = [
            "indexed", "memory", "calldata", "storage", "tuple", "returns", "function", "event",
        ]

        private let text: Substring.UTF8View
        private let style: Style
        private var position: Substring.Index

        init(_ text: String, style: Style) {
            self.text = Substring(text).utf8
            self.style = style
            position = text.startIndex
            skipSpace()
        }

        /// The fault of this style, at the present place.
        var fault: ABIError {
            ABIError(
                style == .type ? .unknownType : .grammar,
                at: text.distance(from: text.startIndex, to: position))
        }

        /// Names the fault as this style does and where it is.
        private func placed(_ error: ABIError) -> ABIError {
            ABIError(
                style == .type ? error.rule : .grammar, at: fault.offset, expected: error.expected,
                found: error.found)
        }
    }
}

// MARK: - Tokens

extension ABI.Parser {
    private mutating func skipSpace() {
        guard style == .declaration else { return }
        while position < text.endIndex,
            [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d].contains(text[position])
        {
            position = text.index(after: position)
        }
    }

    /// The letters, digits, `_` and `$` that stand here.
    private func word() -> Substring {
        let rest = text[position...]
        return Substring(rest.prefix { $0 == 0x24 || $0 == 0x5f || $0.isASCIIAlphanumeric })
    }

    /// Takes the character if it stands here.
    mutating func take(_ character: Character) -> Bool {
        guard position < text.endIndex, text[position] == character.asciiValue else { return false }
        position = text.index(after: position)
        skipSpace()
        return true
    }

    /// Takes the character or fails.
    mutating func expect(_ character: Character) throws(ABIError) {
        guard take(character) else { throw fault }
    }

    /// Takes the word if it stands here, whole.
    mutating func take(keyword: String) -> Bool {
        guard word() == keyword else { return false }
        position = text.index(position, offsetBy: keyword.utf8.count)
        skipSpace()
        return true
    }

    /// Takes an identifier; nil when none stands here.
    mutating func identifier() -> Substring? {
        let word = word()
        guard let first = word.utf8.first, !(0x30...0x39).contains(first) else { return nil }
        position = word.endIndex
        skipSpace()
        return word
    }

    /// Takes an identifier that may be a name, or fails.
    mutating func name() throws(ABIError) -> String {
        let before = fault
        guard let word = identifier(), !Self.reserved.contains(word) else { throw before }
        return String(word)
    }

    /// Takes a decimal without leading zeros; nil when none stands here.
    private mutating func number() throws(ABIError) -> Int? {
        let digits = Substring(text[position...].prefix { (0x30...0x39).contains($0) })
        guard let first = digits.utf8.first else { return nil }
        guard first != 0x30 || digits.utf8.count == 1, let number = Int(digits) else { throw fault }
        position = digits.endIndex
        skipSpace()
        return number
    }

    /// Fails unless the text ends here.
    func end() throws(ABIError) {
        guard position == text.endIndex else { throw fault }
    }
}

// MARK: - Parameters

extension ABI.Parser {
    /// Parameters in parentheses.
    mutating func parameters(in place: Place, depth: Int = 0) throws(ABIError) -> [ABI.Parameter] {
        try expect("(")
        var list: [ABI.Parameter] = []
        if take(")") { return list }
        repeat { list.append(try parameter(in: place, depth: depth)) } while take(",")
        try expect(")")
        return list
    }

    /// A type and, in declarations, what follows it.
    mutating func parameter(in place: Place, depth: Int) throws(ABIError) -> ABI.Parameter {
        guard depth <= ABI.maximumDepth else {
            throw placed(
                ABIError(.depth, at: 0, expected: ABI.maximumDepth, found: depth))
        }
        let (core, components) = try core(depth: depth)
        let type = try arrays(of: core)
        guard style == .declaration else {
            return ABI.Parameter(name: "", type: type, components: components, isIndexed: false)
        }
        let isIndexed = place == .event && take(keyword: "indexed")
        if place == .function { _ = take(keyword: "memory") || take(keyword: "calldata") }
        let name = word().isEmpty ? "" : try name()
        return ABI.Parameter(
            name: name, type: type, components: components, isIndexed: isIndexed)
    }

    /// The arrays of `core` that stand here: `[2][]`.
    mutating func arrays(of core: ABI.ValueType) throws(ABIError) -> ABI.ValueType {
        var type = core
        while take("[") {
            let count = try number()
            try expect("]")
            let form: ABI.ValueType.Form =
                if let count { .fixedArray(type, count: count) } else { .array(type) }
            type = try made(form)
        }
        return type
    }

    /// A type before its arrays.
    private mutating func core(
        depth: Int
    ) throws(ABIError) -> (ABI.ValueType, [ABI.Parameter]) {
        let before = fault
        let isTuple = style == .declaration && take(keyword: "tuple")
        if position < text.endIndex, text[position] == UInt8(ascii: "(") {
            let members = try parameters(in: .member, depth: depth + 1)
            return (try made(.tuple(members.map(\.type))), members)
        }
        guard !isTuple, var word = identifier() else { throw before }
        if style == .declaration, word == "uint" || word == "int" { word += "256" }
        guard let type = ABI.ValueType(elementary: word) else { throw before }
        return (type, [])
    }

    /// The type of this form, or the fault where it stands.
    private func made(_ form: ABI.ValueType.Form) throws(ABIError) -> ABI.ValueType {
        do { return try ABI.ValueType(form) } catch { throw placed(error) }
    }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
    }
}
