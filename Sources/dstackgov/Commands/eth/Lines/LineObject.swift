import Codec
import Primitives

/// The members of one line of input. A member that the command does not know is left alone, so that
/// whole corpora can be handed over as they are.
struct LineObject {
    private let object: JSONValue

    /// The object that `text` holds.
    init(parsing text: Bytes) throws {
        try self.init(JSONValue(parsing: text, limits: LineObject.limits))
    }

    init(_ value: JSONValue) throws {
        guard value.object != nil else {
            throw LineFailure("type", "a line is one JSON object")
        }
        object = value
    }

    /// Deep enough for lists within lists and for values of the deepest types.
    static let limits = JSONLimits(byteCount: 64 << 20, depth: 256, valueCount: 4_000_000)

    /// The member of this name; nil where it is absent or null.
    func optional(_ name: String) -> JSONValue? {
        object[name].flatMap { $0.isNull ? nil : $0 }
    }

    /// The member of this name.
    func value(_ name: String) throws -> JSONValue {
        guard let value = optional(name) else {
            throw LineFailure("missing", "\(name) is missing")
        }
        return value
    }

    /// The object of this name, read by its own members.
    func object(_ name: String) throws -> LineObject {
        let value = try value(name)
        guard value.object != nil else { throw LineObject.type(name, "an object") }
        return try LineObject(value)
    }

    /// The items of the array of this name.
    func array(_ name: String) throws -> [JSONValue] {
        guard let items = try value(name).array else { throw LineObject.type(name, "an array") }
        return items
    }

    func text(_ name: String) throws -> String {
        guard let text = try value(name).string else { throw LineObject.type(name, "text") }
        return text
    }

    func bytes(_ name: String) throws -> Bytes { try Bytes(hex: text(name)) }

    func hash(_ name: String) throws -> Hash32 { try Hash32(hex: text(name)) }

    func address(_ name: String) throws -> Address { try Address(hex: text(name)) }

    /// A whole number: decimal text, or a JSON number.
    func integer(_ name: String) throws -> UInt256 {
        let value = try value(name)
        guard let digits = value.string ?? value.number else {
            throw LineObject.type(name, "a whole number")
        }
        return try UInt256(decimal: digits)
    }

    /// A whole number, or the default where it is absent.
    func integer(_ name: String, default number: UInt256) throws -> UInt256 {
        optional(name) == nil ? number : try integer(name)
    }

    /// True or false; false where it is absent.
    func flag(_ name: String) throws -> Bool {
        guard let value = optional(name) else { return false }
        guard let flag = value.bool else { throw LineObject.type(name, "true or false") }
        return flag
    }

    /// An array of hex texts.
    func list(_ name: String) throws -> [Bytes] {
        try array(name).map { item in
            guard let text = item.string else { throw LineObject.type(name, "an array of hex") }
            return try Bytes(hex: text)
        }
    }

    private static func type(_ name: String, _ kind: String) -> LineFailure {
        LineFailure("type", "\(name) is not \(kind)")
    }
}
