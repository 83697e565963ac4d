public import Primitives

/// Writes JSON text, one value after the other (RFC 8259).
///
/// The same values give the same text: members keep the order in which they are written.
public struct JSONWriter {
    /// How the text is written.
    let style: JSONStyle
    var bytes: [UInt8]
    private var level = 0
    /// Whether the list entered last has no element yet, so that no comma comes first.
    private var isFirst = true

    /// Room for most values at once, so that growing seldom copies; small enough that the memory
    /// comes from a thread's own.
    private static let firstCapacity = 960

    private init(style: JSONStyle, bytes: consuming [UInt8]) {
        self.style = style
        self.bytes = bytes
    }

    /// The UTF-8 text of `value`.
    public static func bytes(of value: some JSONWritable, _ style: JSONStyle = .compact) -> Bytes {
        Bytes(array(of: value, style))
    }

    /// The text of `value`.
    public static func text(of value: some JSONWritable, _ style: JSONStyle = .compact) -> String {
        String(decoding: array(of: value, style), as: UTF8.self)
    }

    /// Appends the UTF-8 text of `value` to other text.
    public static func append(
        _ value: some JSONWritable, _ style: JSONStyle = .compact, to text: inout [UInt8]
    ) {
        var writer = JSONWriter(style: style, bytes: text)
        // Nobody else may have the memory while the writer writes to it.
        text = []
        value.write(to: &writer)
        text = writer.bytes
    }

    private static func array(of value: some JSONWritable, _ style: JSONStyle) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(JSONWriter.firstCapacity)
        append(value, style, to: &text)
        return text
    }

    /// Writes an object, whose members `members` writes.
    @inlinable
    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array, whose items `items` writes.
    @inlinable
    public mutating func array(_ items: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        items(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes a member of the object. The name is one of ours: ASCII that needs no escape.
    @inlinable
    public mutating func member(_ name: StaticString, _ value: some JSONWritable) {
        self.name(name)
        value.write(to: &self)
    }

    /// Writes an item of the array.
    @inlinable
    public mutating func item(_ value: some JSONWritable) {
        separator()
        value.write(to: &self)
    }

    /// Writes the name of a member, whose value must come next.
    public mutating func name(_ name: StaticString) {
        separator()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { utf8 in unsafe bytes.append(contentsOf: utf8) }
        bytes.append(UInt8(ascii: "\""))
        colon()
    }

    /// Writes the name of a member that may need escapes.
    mutating func name(_ name: String) {
        separator()
        text(name)
        colon()
    }

    private mutating func colon() {
        bytes.append(UInt8(ascii: ":"))
        if style.isPretty { bytes.append(UInt8(ascii: " ")) }
    }

    /// Writes what stands in front of an element.
    @usableFromInline
    mutating func separator() {
        if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
        newLine()
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        bytes.append(bracket)
        level += 1
        isFirst = true
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        level -= 1
        if !isFirst { newLine() }
        bytes.append(bracket)
        isFirst = false
    }

    private mutating func newLine() {
        guard style.isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
    }
}
