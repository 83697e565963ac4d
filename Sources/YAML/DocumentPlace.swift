import Primitives

/// A place in a text that people write.
public struct DocumentPlace: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The character in the line, from 1.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte `offset` of `text`.
    init(offset: Int, in text: Bytes) {
        var line = 1
        var column = 1
        for byte in text.prefix(max(0, offset)) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        self.init(line: line, column: column)
    }

    /// Whether `left` stands before `right`.
    public static func < (left: DocumentPlace, right: DocumentPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// `line:column`, as compilers write it.
    public var description: String { "\(line):\(column)" }
}
