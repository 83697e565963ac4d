public import Primitives

extension JSONValue: JSONWritable {
    /// Writes the value; members keep their order and numbers their writing.
    ///
    /// A `.number` whose text is no JSON number is written as a string, so that the result is JSON
    /// whatever it was made of.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.literal("null")
        case .bool(let value): value.write(to: &writer)
        case .number(let text) where JSONNumber.isNumber(text): writer.number(text)
        case .number(let text), .string(let text): writer.text(text)
        case .array(let items): items.write(to: &writer)
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.name(member.name)
                    member.value.write(to: &writer)
                }
            }
        }
    }

    /// The value as JSON text; the same value gives the same text.
    public func serialized(_ style: JSONStyle = .compact) -> String {
        JSONWriter.text(of: self, style)
    }

    /// The UTF-8 bytes of ``serialized(_:)``.
    public func serializedBytes(_ style: JSONStyle = .compact) -> Bytes {
        JSONWriter.bytes(of: self, style)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON in printable ASCII.
    public var description: String { serialized(.compact.ascii) }
}
