public import Primitives

/// The events of a guest in the order in which they extended its register.
public struct EventLog: Hashable, Sendable {
    /// The events.
    public let events: [RuntimeEvent]

    /// A log of these events. It says nothing until ``replay(_:)`` gives a signed register.
    public init(_ events: [RuntimeEvent]) {
        self.events = events
    }

    /// The guest's own events of RTMR3 in the log of a TDX guest.
    public init(guest events: [TDXEvent]) {
        let own = events.filter { $0.register == 3 && $0.type == RuntimeEvent.type }
        self.events = own.map { event in
            RuntimeEvent(name: event.name, payload: event.payload, version: event.version)
        }
    }

    /// The register that the events leave.
    public func replay(_ bank: RegisterBank) -> Bytes {
        bank.replay(events.map { bank.digest(of: $0.preimage) })
    }

    /// The register at the end of the boot, up to and including `boot-mr-done`; nil when the log has
    /// no such event.
    public func boottimeReplay(_ bank: RegisterBank) -> Bytes? {
        guard let end = events.firstIndex(where: { $0.name == "boot-mr-done" }) else { return nil }
        return EventLog(Array(events[...end])).replay(bank)
    }

    /// The payload of the first event of this name that the system measured; nil without one. What
    /// stands behind `system-ready` is the app's to write, and is never looked at.
    public func payload(_ name: String) -> Bytes? {
        system.first { $0.name == name }?.payload
    }

    /// The payloads of all events of this name that the system measured.
    public func payloads(_ name: String) -> [Bytes] {
        system.filter { $0.name == name }.map(\.payload)
    }

    /// The events before `system-ready`.
    private var system: ArraySlice<RuntimeEvent> {
        events.prefix { $0.name != "system-ready" }
    }
}
