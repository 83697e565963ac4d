public import Authorization
public import Codec
public import Primitives

/// What a person orders of a running service about its heads.
public struct HeadOrder: Hashable, Sendable {
    /// What is to be done.
    public enum Act: Hashable, Sendable {
        /// The halt that the person has seen is acknowledged; nil stands for clocks that were wrong.
        /// After a regression a floor can be named.
        case acknowledge(HeadMemory.Halt?, floor: Hash32?)
        /// The operator's votes count again.
        case release(operator: String)
    }

    /// What its answer is known by.
    public let id: String
    /// What is to be done.
    public let act: Act

    /// An order of its own.
    public init(_ act: Act) {
        id = String(UInt64.random(in: .min ... .max), radix: 16)
        self.act = act
    }

    /// The order as it is written for the service.
    public var json: JSONValue {
        switch act {
        case .acknowledge(let halt, let floor):
            [
                "version": 1, "id": .string(id), "act": "acknowledge",
                "halt": halt?.json ?? .null, "floor": floor.map { .string($0.hex) } ?? .null,
            ]
        case .release(let label):
            ["version": 1, "id": .string(id), "act": "release", "operator": .string(label)]
        }
    }

    /// The order that ``json`` wrote; nil for anything else.
    public init?(json value: JSONValue) {
        guard value["version"]?.integer(as: Int.self) == 1, let id = value["id"]?.string else {
            return nil
        }
        switch value["act"]?.string {
        case "acknowledge":
            guard let halt = value["halt"], let floor = value["floor"] else { return nil }
            let seen = halt.isNull ? nil : try? HeadMemory.Halt(json: halt)
            let named = floor.isNull ? nil : floor.string.flatMap { try? Hash32(hex: $0) }
            // What is there and cannot be read is not nothing.
            guard halt.isNull == (seen == nil), floor.isNull == (named == nil) else { return nil }
            act = .acknowledge(seen, floor: named)
        case "release":
            guard let label = value["operator"]?.string else { return nil }
            act = .release(operator: label)
        default: return nil
        }
        self.id = id
    }
}
