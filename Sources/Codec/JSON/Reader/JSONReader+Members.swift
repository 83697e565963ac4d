extension JSONReader {
    /// Goes to the next member of the object entered last, whatever its name; nil, and past the
    /// object, when there is none. The value must be read before the next call. Whether a name
    /// stands twice is the caller's to check.
    ///
    /// - Returns: The name, and the place of its first byte.
    /// - Throws: ``JSONError`` when no name and colon come next.
    public mutating func nextMember() throws(JSONError) -> (name: String, offset: Int)? {
        guard try !closes(UInt8(ascii: "}")) else { return nil }
        let start = offset
        nameOffset = start
        let name = scanner.text(of: try scanner.string())
        scanner.skipSpace()
        try scanner.take(UInt8(ascii: ":"))
        scanner.skipSpace()
        return (name, start)
    }
}
