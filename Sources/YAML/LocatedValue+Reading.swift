extension LocatedValue {
    /// What the value is, in words.
    public var kind: String {
        switch content {
        case .null: "nothing"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }

    /// The text.
    ///
    /// - Throws: ``DocumentError`` with rule `type`.
    public func string() throws(DocumentError) -> String {
        if case .string(let text) = content { return text }
        if case .number = content { throw wrongType("text", "put it into quotes") }
        throw wrongType("text")
    }

    /// `true` or `false`.
    ///
    /// - Throws: ``DocumentError`` with rule `type`.
    public func bool() throws(DocumentError) -> Bool {
        guard case .bool(let value) = content else { throw wrongType("true or false") }
        return value
    }

    /// A whole number within `range`.
    ///
    /// - Throws: ``DocumentError`` with rule `type` or `form`.
    public func integer<Integer: FixedWidthInteger>(
        in range: ClosedRange<Integer>
    ) throws(DocumentError) -> Integer {
        guard case .number(let text) = content else { throw wrongType("a whole number") }
        guard let number = Integer(text, radix: 10), range.contains(number) else {
            throw DocumentError(
                .form, at: place,
                "\(text) is no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The items of a list.
    ///
    /// - Throws: ``DocumentError`` with rule `type`.
    public func array() throws(DocumentError) -> [LocatedValue] {
        guard case .array(let items) = content else { throw wrongType("a list") }
        return items
    }

    /// The members of a mapping.
    ///
    /// - Throws: ``DocumentError`` with rule `type`.
    public func object() throws(DocumentError) -> [LocatedMember] {
        guard case .object(let members) = content else { throw wrongType("a mapping") }
        return members
    }

    private func wrongType(_ expected: String, _ advice: String? = nil) -> DocumentError {
        let advice = advice.map { "; " + $0 } ?? ""
        return DocumentError(
            .type, at: place, "\(expected) is needed here, not \(kind)\(advice)")
    }
}
