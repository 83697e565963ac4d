public import Codec
import Primitives

/// One thing that the emergency brake denies.
public struct BrakeEntry: Hashable, Sendable {
    /// What is denied.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An app, by its address.
        case app
        /// A composition, by its hash, whatever app runs it.
        case compose
        /// A machine, by its device id.
        case device
        /// One instance, by its id.
        case instance
        /// An image, by any of its three measurements.
        case measurement
        /// Every boot.
        case all
    }

    /// What is denied.
    public let kind: Kind
    /// Which one, as lower-case hex with `0x`; empty for ``Kind/all``.
    public let value: String
    /// Why, for the people who read the denial: printable ASCII, at most 100 bytes.
    public let reason: String

    /// The longest reason in bytes: a reply has to stay below 512.
    public static let longestReason = 100

    /// An entry; nil when the value is none of its kind, or the reason cannot be shown.
    public init?(_ kind: Kind, _ value: String, reason: String) {
        guard reason.utf8.count <= BrakeEntry.longestReason,
            reason.utf8.allSatisfy({ (0x20...0x7e).contains($0) }),
            let canonical = BrakeEntry.canonical(kind, value)
        else { return nil }
        self.kind = kind
        self.value = canonical
        self.reason = reason
    }

    /// Whether the brake denies `request`.
    public func matches(_ request: BootRequest) -> Bool {
        switch kind {
        case .app: request.appID.hex == value
        case .compose: request.composeHash.hex == value
        case .device: request.deviceID?.hex == value
        case .instance: request.instanceID.hex == value
        case .measurement:
            [request.mrAggregated, request.osImageHash, request.mrSystem].contains {
                $0?.hex == value
            }
        case .all: true
        }
    }

    /// The denial.
    public var decision: BootDecision {
        .denied(.brake, "denied by the emergency brake: \(reason)")
    }

    private static func canonical(_ kind: Kind, _ value: String) -> String? {
        let hex = value.hasPrefix("0x") ? value : "0x" + value
        return switch kind {
        case .app, .instance: (try? Address(hex: hex))?.hex
        case .compose, .device, .measurement: (try? Hash32(hex: hex))?.hex
        case .all: value.isEmpty ? "" : nil
        }
    }
}

extension BrakeEntry {
    /// The entry as it stands in overlays and records.
    public var json: JSONValue {
        ["deny": .string(kind.rawValue), "value": .string(value), "reason": .string(reason)]
    }

    /// The entry that a document writes; nil when it is none, or has other members.
    public init?(json: JSONValue) {
        guard json.object?.count == 3,
            let kind = json["deny"]?.string.flatMap({ Kind(rawValue: $0) }),
            let value = json["value"]?.string, let reason = json["reason"]?.string
        else { return nil }
        self.init(kind, value, reason: reason)
    }
}
