import Codec
import Contracts
import Primitives
import TestSupport
import Testing

/// Values in the form of the fixtures.
enum ContractFixtures {
    static func fixture(_ value: ABI.Value) -> FixtureValue {
        switch value {
        case .uint(let number): .string(number.description)
        case .int(let number): .string(number.description)
        case .bool(let value): .bool(value)
        case .address(let address): .string(address.hex)
        case .fixedBytes(let bytes): .string(bytes.description)
        case .bytes(let bytes): .string(bytes.hex)
        case .string(let text): .string(text)
        case .array(let values), .tuple(let values): .array(values.map(fixture))
        }
    }

    static func topics(_ log: FixtureValue) throws -> [Hash32] {
        try (log["topics"]?.array ?? []).map { try Hash32(hex: $0.string ?? "") }
    }

    static func bytes(_ value: FixtureValue?) throws -> Bytes {
        try Bytes(hex: try #require(value?.string))
    }

    static func hash(_ value: FixtureValue?) throws -> Hash32 {
        try Hash32(hex: try #require(value?.string))
    }

    static func address(_ value: FixtureValue?) throws -> Address {
        try Address(hex: try #require(value?.string))
    }

    static func number(_ value: FixtureValue?) throws -> UInt256 {
        try UInt256(decimal: try #require(value?.string))
    }

    static func addresses(_ value: FixtureValue?) throws -> [Address] {
        try (try #require(value?.array)).map { try address($0) }
    }

    /// Reads calldata as the typed call of its selector and writes it again; nil for a function without
    /// a type.
    static func rewritten(_ calldata: Bytes) throws -> Bytes? {
        let selector = FunctionSelector(startOf: calldata)
        guard let type = ContractTypes.calls.first(where: { $0.id.selector == selector }) else {
            return nil
        }
        func rewrite<Call: ABICall>(_ type: Call.Type) throws -> Bytes {
            try Call(calldata: calldata).calldata
        }
        return try rewrite(type)
    }

    /// Reads a log as the typed event of its topic; false for an event without a type.
    static func reads(topics: [Hash32], data: Bytes) throws -> Bool {
        guard let type = ContractTypes.events.first(where: { $0.id.topic == topics.first }) else {
            return false
        }
        func read<Event: ABIEvent>(_ type: Event.Type) throws {
            _ = try Event(topics: topics, data: data)
        }
        try read(type)
        return true
    }

    /// Reads revert data as the typed error of its selector and writes it again; nil for an error
    /// without a type.
    static func rewritten(revertData: Bytes) throws -> Bytes? {
        let selector = FunctionSelector(startOf: revertData)
        guard let type = ContractTypes.errors.first(where: { $0.id.selector == selector }) else {
            return nil
        }
        func rewrite<Failure: ABIRevert>(_ type: Failure.Type) throws -> Bytes {
            try Failure(revertData: revertData).revertData
        }
        return try rewrite(type)
    }
}
