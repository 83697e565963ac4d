public import Primitives

/// A value that writes itself as JSON text, without a tree of ``JSONValue`` in between: what is
/// written often, such as the records of decisions.
public protocol JSONWritable {
    /// Writes exactly one value.
    func write(to writer: inout JSONWriter)
}

extension JSONValue {
    /// What `value` writes, as a tree.
    public init(writing value: some JSONWritable) {
        // The writer writes nothing but JSON: to read it back cannot fail.
        self = (try? JSONValue(parsing: JSONWriter.bytes(of: value))) ?? .null
    }
}

extension String: JSONWritable {
    /// Writes the text in quotes.
    public func write(to writer: inout JSONWriter) { writer.text(self) }
}

extension Bool: JSONWritable {
    /// Writes `true` or `false`.
    public func write(to writer: inout JSONWriter) { writer.literal(self ? "true" : "false") }
}

extension UInt64: JSONWritable {
    /// Writes a number.
    public func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Hash32: JSONWritable {
    /// Writes a string of `0x` and 64 lower-case digits.
    public func write(to writer: inout JSONWriter) {
        unsafe withUnsafeBytes { raw in unsafe writer.hex(raw) }
    }
}

extension Address: JSONWritable {
    /// Writes a string of `0x` and 40 lower-case digits.
    public func write(to writer: inout JSONWriter) {
        unsafe withUnsafeBytes { raw in unsafe writer.hex(raw) }
    }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    /// Writes the value, or `null`.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.literal("null") }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    /// Writes an array of the elements.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.array { writer in
            for element in self { writer.item(element) }
        }
    }
}
