public import Primitives

extension Bytes: ABICodable {
    /// `bytes`.
    @inlinable
    public static var abiShape: ABIShape { .dynamic(words: 1) }

    /// Writes the length, the bytes and their padding.
    @inlinable
    public func write(to writer: inout ABIWriter) {
        unsafe withUnsafeBytes { raw in unsafe writer.write(content: raw) }
    }

    /// Reads bytes that share the input's storage.
    @inlinable
    public init(from reader: inout ABIReader) throws(ABIError) {
        self = reader.data.slice(try reader.content())
    }
}

extension String: ABICodable {
    /// `string`.
    @inlinable
    public static var abiShape: ABIShape { .dynamic(words: 1) }

    /// Writes the length, the UTF-8 bytes and their padding.
    @inlinable
    public func write(to writer: inout ABIWriter) {
        if writer.isMeasuring { return writer.measure(contentCount: utf8.count) }
        // Memory that is there already; a span would be made out of line, for short texts too.
        let written: Void? = unsafe utf8.withContiguousStorageIfAvailable { bytes in
            unsafe writer.write(content: UnsafeRawBufferPointer(bytes))
        }
        if written == nil { Bytes(utf8: self).write(to: &writer) }
    }

    /// Reads UTF-8; where the rules allow any bytes, malformed parts become U+FFFD.
    @inlinable
    public init(from reader: inout ABIReader) throws(ABIError) { self = try reader.text() }
}

extension Array: ABICodable where Element: ABICodable {
    /// `T[]`.
    @inlinable
    public static var abiShape: ABIShape { .dynamic(words: 1) }

    /// Writes the number of elements and a frame of them.
    @inlinable
    public func write(to writer: inout ABIWriter) {
        writer.write(number: UInt64(truncatingIfNeeded: count))
        writer.openFrame(headSize: count &* Element.abiShape.headSize)
        for element in self { writer.write(element) }
    }

    /// Reads the number of elements and their frame.
    @inlinable
    public init(from reader: inout ABIReader) throws(ABIError) {
        let count = try reader.openArray(elementSize: Element.abiShape.headSize)
        self.init()
        reserveCapacity(count)
        for _ in 0..<count { append(try reader.read()) }
    }
}
