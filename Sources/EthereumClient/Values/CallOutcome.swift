public import Primitives

/// How the execution of a call ended. A revert is a result like any other.
public enum CallOutcome: Hashable, Sendable {
    /// The call returned these bytes.
    case returned(Bytes)
    /// The contract reverted with these bytes; nil when the node does not say which.
    case reverted(Bytes?)
}
