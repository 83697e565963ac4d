import Chain
import Foundation
import Primitives
import TestSupport

/// A member that is not what a test reads it as.
struct UnreadableFixture: Error {
    let member: String
    let value: FixtureValue
}

/// The values of a chain as fixtures and nodes write them.
extension FixtureValue {
    /// The member `name`, which must be there.
    func member(_ name: String) throws -> FixtureValue {
        guard let member = self[name] else { throw UnreadableFixture(member: name, value: self) }
        return member
    }

    /// The text of a member.
    func text(_ name: String) throws -> String {
        guard let text = try member(name).string else {
            throw UnreadableFixture(member: name, value: self)
        }
        return text
    }

    /// The items of a member.
    func items(_ name: String) throws -> [FixtureValue] {
        guard let items = try member(name).array else {
            throw UnreadableFixture(member: name, value: self)
        }
        return items
    }

    /// Whether the member is there and not null.
    func has(_ name: String) -> Bool { self[name].map { !$0.isNull } ?? false }

    func bytes(_ name: String) throws -> Bytes { try Bytes(hex: text(name)) }
    func hash(_ name: String) throws -> Hash32 { try Hash32(hex: text(name)) }
    func address(_ name: String) throws -> Address { try Address(hex: text(name)) }
    func bloom(_ name: String) throws -> Bloom {
        guard let bloom = Bloom(try bytes(name)) else {
            throw UnreadableFixture(member: name, value: self)
        }
        return bloom
    }

    /// A number: decimal digits, or hex with `0x` in any padding, as nodes write it.
    func uint256(_ name: String) throws -> UInt256 { try member(name).uint256(named: name) }

    func uint256(named name: String) throws -> UInt256 {
        if case .number(let number) = self, let value = UInt256(exactly: number) { return value }
        guard let text = string else { throw UnreadableFixture(member: name, value: self) }
        guard text.hasPrefix("0x") else { return try UInt256(decimal: text) }
        let digits = text.dropFirst(2)
        let even = digits.count.isMultiple(of: 2) ? "" : "0"
        guard let word = Hash32(leftPadding: try Bytes(hex: "0x" + even + digits)) else {
            throw UnreadableFixture(member: name, value: self)
        }
        return UInt256(word)
    }

    func uint64(_ name: String) throws -> UInt64 {
        guard let value = UInt64(exactly: try uint256(name)) else {
            throw UnreadableFixture(member: name, value: self)
        }
        return value
    }

    /// The items of a member, each of them hex.
    func bytesList(_ name: String) throws -> [Bytes] {
        try items(name).map { item in
            guard let text = item.string else {
                throw UnreadableFixture(member: name, value: item)
            }
            return try Bytes(hex: text)
        }
    }
}
