public import Primitives

/// What the history says that a slot of storage holds.
public struct SlotExpectation: Hashable, Sendable {
    /// What events tell.
    public enum Content: Hashable, Sendable {
        /// Exactly this word.
        case word(Hash32)
        /// Something, or with false nothing: which word, depends on what no event tells.
        case isSet(Bool)
        /// Events tell nothing about it: whatever it holds came without one.
        case untold
    }

    /// The slot.
    public let slot: Hash32
    /// What it holds, for people.
    public let name: String
    /// What events tell.
    public let content: Content

    /// An expectation.
    public init(slot: Hash32, name: String, content: Content) {
        self.slot = slot
        self.name = name
        self.content = content
    }
}
