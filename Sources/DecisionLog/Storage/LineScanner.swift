import Primitives

/// Reads a file line by line, in blocks, from an offset on.
struct LineScanner {
    private static let blockBytes = 1 << 18

    private let file: LogFile
    private var block: [UInt8] = []
    private var position = 0
    private var nextOffset: Int
    /// Where the next line begins.
    private(set) var offset: Int

    init(_ file: LogFile, from offset: Int) {
        self.file = file
        self.offset = offset
        nextOffset = offset
    }

    /// The next line without its line feed; nil at the end, or when what is left has none or is
    /// longer than any line.
    mutating func next() throws(LogError) -> Bytes? {
        var searched = position
        while true {
            if let end = block[searched...].firstIndex(of: 0x0a) {
                let line = Bytes(block[position..<end])
                offset += line.count + 1
                position = end + 1
                return line
            }
            searched = block.count
            guard block.count - position <= LogRecord.mostBytes else { return nil }
            let more = try file.read(at: nextOffset, count: LineScanner.blockBytes)
            guard !more.isEmpty else { return nil }
            nextOffset += more.count
            block.removeFirst(position)
            searched -= position
            position = 0
            block += more
        }
    }
}
