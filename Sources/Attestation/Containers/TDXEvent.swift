public import Primitives

/// One entry of the event log beside a TDX quote (dstack, cc-eventlog).
public struct TDXEvent: Hashable, Sendable {
    /// The register, from 0 on.
    public let register: UInt32
    /// The type; ``RuntimeEvent/type`` for dstack's own events, whatever their register.
    public let type: UInt32
    /// What the log states as digest, often empty. For dstack's own events nobody believes it.
    public let digest: Bytes
    /// The event's name.
    public let name: String
    /// What was measured; empty in stripped logs.
    public let payload: Bytes
    /// How the event is hashed.
    public let version: RuntimeEvent.Version
}
