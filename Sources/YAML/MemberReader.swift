/// Takes the members of a mapping one by one, and refuses those that nobody took: a misspelt
/// setting must not be a setting left at its default.
public struct MemberReader {
    private let members: [LocatedMember]
    private let place: DocumentPlace
    private let what: String
    private var taken: Set<Int> = []
    private var asked: [String] = []

    /// A reader of `value`, which `what` names in errors ("the configuration", "a provider").
    ///
    /// - Throws: ``DocumentError`` with rule `type` when it is no mapping.
    public init(_ value: LocatedValue, what: String) throws(DocumentError) {
        members = try value.object()
        place = value.place
        self.what = what
    }

    /// The value of `name`; nil when it is missing or null.
    public mutating func optional(_ name: String) -> LocatedValue? {
        asked.append(name)
        guard let index = members.firstIndex(where: { $0.isNamed(name) }) else { return nil }
        taken.insert(index)
        if case .null = members[index].value.content { return nil }
        return members[index].value
    }

    /// The value of `name`.
    ///
    /// - Throws: ``DocumentError`` with rule `missing`.
    public mutating func required(_ name: String) throws(DocumentError) -> LocatedValue {
        guard let value = optional(name) else {
            throw DocumentError(.missing, at: place, "\(what) needs \"\(name)\"")
        }
        return value
    }

    /// Refuses the first member that was not asked for.
    ///
    /// - Throws: ``DocumentError`` with rule `unknown`, which names those that are known.
    public func finish() throws(DocumentError) {
        guard let index = members.indices.first(where: { !taken.contains($0) }) else { return }
        let known = asked.joined(separator: ", ")
        throw DocumentError(
            .unknown, at: members[index].place,
            "\(what) has no \"\(members[index].name)\"; known are \(known)")
    }
}
