public import Primitives

/// Writes JSON text, one value after the other (RFC 8259).
///
/// The same values give the same text: members keep the order in which they are written.
public struct JSONWriter: ~Copyable {
    /// How the text is written.
    let style: JSONStyle
    var utf8: TextBuffer
    private var level = 0
    /// Whether the list entered last has no element yet, so that no comma comes first.
    private var isFirst = true

    /// Room for most values at once, so that growing seldom copies; small enough that the memory
    /// comes from a thread's own.
    private static let firstCapacity = 960
    /// Room for most records.
    private static let recordCapacity = 4_096

    init(style: JSONStyle, capacity: Int = firstCapacity) {
        self.style = style
        utf8 = TextBuffer(capacity: capacity)
    }

    /// The UTF-8 text of `value`.
    public static func bytes(of value: some JSONWritable, _ style: JSONStyle = .compact) -> Bytes {
        var writer = JSONWriter(style: style)
        value.write(to: &writer)
        return unsafe writer.utf8.withUTF8 { utf8 in unsafe Bytes(Array(utf8)) }
    }

    /// The text of `value`.
    public static func text(of value: some JSONWritable, _ style: JSONStyle = .compact) -> String {
        var writer = JSONWriter(style: style)
        value.write(to: &writer)
        return unsafe writer.utf8.withUTF8 { utf8 in unsafe String(decoding: utf8, as: UTF8.self) }
    }

    /// Appends the UTF-8 text of `value`, such as a record, to other text.
    public static func append(
        _ value: some JSONWritable, _ style: JSONStyle = .compact, to text: inout [UInt8]
    ) {
        var writer = JSONWriter(style: style, capacity: recordCapacity)
        value.write(to: &writer)
        unsafe writer.utf8.withUTF8 { utf8 in unsafe text.append(contentsOf: utf8) }
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
        name.withUTF8Buffer { name in
            unsafe utf8.append(atMost: name.count + 3) { target in
                unsafe target[0] = UInt8(ascii: "\"")
                if let from = name.baseAddress {
                    unsafe (target + 1).update(from: from, count: name.count)
                }
                unsafe target[name.count + 1] = UInt8(ascii: "\"")
                unsafe target[name.count + 2] = UInt8(ascii: ":")
                return name.count + 3
            }
        }
        if style.isPretty { utf8.append(UInt8(ascii: " ")) }
    }

    /// Writes the name of a member that may need escapes.
    mutating func name(_ name: String) {
        separator()
        text(name)
        colon()
    }

    private mutating func colon() {
        utf8.append(UInt8(ascii: ":"))
        if style.isPretty { utf8.append(UInt8(ascii: " ")) }
    }

    /// Writes what stands in front of an element.
    @usableFromInline
    @inline(__always)
    mutating func separator() {
        if isFirst { isFirst = false } else { utf8.append(UInt8(ascii: ",")) }
        newLine()
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        utf8.append(bracket)
        level += 1
        isFirst = true
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        level -= 1
        if !isFirst { newLine() }
        utf8.append(bracket)
        isFirst = false
    }

    @inline(__always)
    private mutating func newLine() {
        if style.isPretty { indent() }
    }

    private mutating func indent() {
        utf8.append(UInt8(ascii: "\n"))
        for _ in 0..<(2 * level) { utf8.append(UInt8(ascii: " ")) }
    }
}
