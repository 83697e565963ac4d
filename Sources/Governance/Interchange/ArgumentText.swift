public import Codec
import Primitives

/// Reads the arguments of functions from text, as people type them and as Transaction Builder
/// files keep them: elementary values bare, arrays and tuples as JSON arrays.
public enum ArgumentText {
    /// Why a text is no value of a type.
    public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The type that was expected.
        public let type: String
        /// What is wrong with the text.
        public let detail: String

        /// One line for people.
        public var description: String { "no \(type): \(detail)" }
    }

    /// The value that `text` writes.
    ///
    /// Numbers are decimal, or hexadecimal behind `0x`, and are never rounded: within JSON too they
    /// are read digit by digit. Booleans are `true` and `false`. Bytes and addresses are
    /// hexadecimal behind `0x`; a mixed-case address must have the checksum of EIP-55.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - type: The type that the function declares.
    /// - Returns: The value.
    /// - Throws: ``Failure`` with the type and what is wrong.
    public static func value(
        _ text: String, of type: ABI.ValueType
    ) throws(Failure) -> ABI.Value {
        switch type.form {
        case .array, .fixedArray, .tuple:
            let json: JSONValue
            do throws(JSONError) { json = try JSONValue(parsing: text) } catch {
                throw Failure(type: type.description, detail: "\(error)")
            }
            return try value(json, of: type)
        default: return try elementary(text, type)
        }
    }

    private static func value(
        _ json: JSONValue, of type: ABI.ValueType
    ) throws(Failure) -> ABI.Value {
        switch type.form {
        case .array(let element), .fixedArray(let element, _):
            guard let items = json.array else {
                throw Failure(type: type.description, detail: "a JSON array is expected")
            }
            if case .fixedArray(_, let count) = type.form, items.count != count {
                throw Failure(type: type.description, detail: "\(items.count) elements")
            }
            return .array(try values(items, of: Array(repeating: element, count: items.count)))
        case .tuple(let members):
            guard let items = json.array, items.count == members.count else {
                throw Failure(
                    type: type.description,
                    detail: "a JSON array of \(members.count) members is expected")
            }
            return .tuple(try values(items, of: members))
        default:
            guard let text = json.string ?? json.number ?? json.bool.map({ $0 ? "true" : "false" })
            else { throw Failure(type: type.description, detail: "a text is expected") }
            return try elementary(text, type)
        }
    }

    private static func values(
        _ items: [JSONValue], of types: [ABI.ValueType]
    ) throws(Failure) -> [ABI.Value] {
        var values: [ABI.Value] = []
        for (item, type) in zip(items, types) { values.append(try value(item, of: type)) }
        return values
    }

    private static func elementary(
        _ text: String, _ type: ABI.ValueType
    ) throws(Failure) -> ABI.Value {
        func failure(_ detail: String) -> Failure {
            Failure(type: type.description, detail: detail)
        }
        switch type.form {
        case .bool:
            switch text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: throw failure("true or false is expected")
            }
        case .address:
            do throws(HexError) { return .address(try Address(hex: text)) } catch {
                throw failure("\(error)")
            }
        case .string: return .string(text)
        case .bytes, .fixedBytes:
            let bytes: Bytes
            do throws(HexError) { bytes = try Bytes(hex: text) } catch {
                throw failure("\(error)")
            }
            guard case .fixedBytes(let count) = type.form else { return .bytes(bytes) }
            guard bytes.count == count, let fixed = ABI.FixedBytes(bytes) else {
                throw failure("\(bytes.count) bytes")
            }
            return .fixedBytes(fixed)
        case .uint(let bits):
            guard let number = unsigned(text), number.bitWidthUsed <= bits else {
                throw failure("a number in its range is expected")
            }
            return .uint(number)
        case .int(let bits):
            guard let number = signed(text), fits(number, bits) else {
                throw failure("a number in its range is expected")
            }
            return .int(number)
        case .array, .fixedArray, .tuple:
            throw failure("a JSON array is expected")
        }
    }

    private static func unsigned(_ text: String) -> UInt256? {
        text.hasPrefix("0x") ? try? UInt256(quantity: text) : try? UInt256(decimal: text)
    }

    private static func signed(_ text: String) -> Int256? {
        guard text.hasPrefix("0x") else { return try? Int256(decimal: text) }
        return unsigned(text).flatMap(Int256.init(exactly:))
    }

    private static func fits(_ number: Int256, _ bits: Int) -> Bool {
        // -1 and 0 need one bit, as does every number its sign.
        let magnitude = number.isNegative ? ~number.bitPattern : number.bitPattern
        return magnitude.bitWidthUsed < bits
    }
}

extension UInt256 {
    /// The bits up to the most significant one.
    fileprivate var bitWidthUsed: Int { 256 - leadingZeroBitCount }
}
