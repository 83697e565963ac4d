import Codec
import Cryptography
public import Primitives

/// One event that a dstack guest measured while it booted or ran (dstack, cc-eventlog).
public struct RuntimeEvent: Hashable, Sendable {
    /// How an event is hashed.
    public enum Version: Int, Hashable, Sendable, CaseIterable {
        /// The bytes of type, name and payload, with colons between them.
        case v1 = 1
        /// Canonical JSON (RFC 8785) of name, payload and type.
        case v2 = 2
    }

    /// The event's name.
    public let name: String
    /// What was measured.
    public let payload: Bytes
    /// How it is hashed.
    public let version: Version

    /// An event.
    public init(name: String, payload: Bytes, version: Version = .v1) {
        self.name = name
        self.payload = payload
        self.version = version
    }

    /// The type by which dstack's events are known among others of a log.
    public static let type: UInt32 = 0x0800_0001

    /// The bytes whose hash extends the register. A digest that a log states is never believed.
    public var preimage: Bytes {
        switch version {
        case .v1:
            let type = (0..<4).map { UInt8(truncatingIfNeeded: RuntimeEvent.type >> (8 * $0)) }
            let colon: Bytes = [0x3a]
            return Bytes.joining([Bytes(type), colon, Bytes(utf8: name), colon, payload])
        case .v2:
            // The names are in the order that RFC 8785 demands.
            let value: JSONValue = [
                "name": .string(name), "payload": .string(String(payload.hex.dropFirst(2))),
                "type": .number(String(RuntimeEvent.type)),
            ]
            return value.serializedBytes(.compact)
        }
    }
}
