import Primitives

/// The bytes of hex digits with white space between them, as RFCs print their vectors.
func hex(_ text: String) throws -> Bytes {
    try Bytes(hex: "0x" + text.filter { !$0.isWhitespace })
}

/// `count` bytes that `fill` writes.
func filled(_ count: Int, by fill: (inout MutableRawSpan) throws -> Void) rethrows -> Bytes {
    var array = [UInt8](repeating: 0, count: count)
    try unsafe array.withUnsafeMutableBytes { raw in
        var span = unsafe raw.mutableBytes
        try fill(&span)
    }
    return Bytes(array)
}
