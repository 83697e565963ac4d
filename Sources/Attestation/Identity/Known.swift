/// How a member of an identity came to be known, which says how much it is worth.
public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// It stands in what the hardware or the hypervisor signed, or is a hash of such values.
    case signed
    /// It stands in an event log whose replay gives a signed register.
    case replayed
    /// Whoever presents the evidence says so; nothing that is signed covers it.
    case claimed
    /// The platform has no such value, or the evidence does not give it.
    case absent
}

/// A member of an identity together with how it is known.
public struct Known<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value.
    public let value: Value
    /// How it is known.
    public let origin: Origin

    /// A value and how it is known.
    public init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }

    /// The member made of this one, known in the same way.
    func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
        Known<Other>(transform(value), origin)
    }
}
