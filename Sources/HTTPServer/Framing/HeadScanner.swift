/// Finds the end of a request's head and refuses what no honest client sends.
///
/// It stands in front of the parser, which limits one field but not their sum, and which takes some
/// line ends and bytes that RFC 9112 lets a server refuse. A scanner keeps its place between calls,
/// so a head that arrives byte by byte costs no more than one that arrives whole.
struct HeadScanner {
    /// What a call found.
    enum Outcome: Equatable {
        /// All bytes were looked at and the head goes on.
        case incomplete
        /// The head ends with this byte of the bytes seen so far.
        case complete(length: Int)
        /// The head is refused.
        case refused(HTTPRefusal)
    }

    private enum Place {
        /// Before the request line, where empty lines are skipped (RFC 9112, 2.2).
        case beginning
        case beginningCarriageReturn
        case line
        case carriageReturn
        case lineStart
        case finalCarriageReturn
    }

    private let maximumBytes: Int
    private let maximumFields: Int
    private var place = Place.beginning
    /// Complete lines so far; the request line is the first.
    private var lines = 0
    /// Spaces of the request line.
    private var spaces = 0
    /// The bytes of the head that were looked at.
    private(set) var scanned = 0

    init(maximumBytes: Int, maximumFields: Int) {
        self.maximumBytes = maximumBytes
        self.maximumFields = maximumFields
    }

    /// Looks at the bytes that follow those already seen.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        let room = maximumBytes - scanned
        let end = min(bytes.count, room)
        var index = 0
        while index < end {
            if place == .line {
                // Most bytes are ordinary ones of a line: they take this inner loop only.
                let text: ClosedRange<UInt8> = lines == 0 ? 0x21...0x7e : 0x20...0xff
                while index < end, unsafe Self.isText(bytes[index], text) { index += 1 }
                guard index < end else { break }
            }
            let byte = unsafe bytes[index]
            let offset = scanned + index
            index += 1
            if let fault = step(byte, offset: offset) {
                return .refused(.malformed(fault))
            }
            if lines > maximumFields + 1 {
                return .refused(.tooManyFields(limit: maximumFields))
            }
            if place == .finalCarriageReturn, byte == 0x0a {
                scanned += index
                return .complete(length: scanned)
            }
        }
        scanned += index
        guard bytes.count <= room else {
            return .refused(
                lines == 0
                    ? .targetTooLong(limit: maximumBytes) : .headTooLarge(limit: maximumBytes))
        }
        return .incomplete
    }

    /// Takes one byte; in the state of the final carriage return a line feed changes nothing.
    private mutating func step(_ byte: UInt8, offset: Int) -> HeadFault? {
        switch (place, byte) {
        case (.beginning, 0x0d): place = .beginningCarriageReturn
        case (.beginningCarriageReturn, 0x0a): place = .beginning
        case (.line, 0x0d): place = .carriageReturn
        case (.carriageReturn, 0x0a):
            // Method, target and version with one space between them (RFC 9112, 3).
            guard lines > 0 || spaces == 2 else { return .requestLine }
            place = .lineStart
            lines += 1
        case (.lineStart, 0x0d): place = .finalCarriageReturn
        case (.finalCarriageReturn, 0x0a): break
        case (.beginningCarriageReturn, _), (.carriageReturn, _), (.finalCarriageReturn, _):
            return .bareCarriageReturn(offset: offset - 1)
        case (_, 0x0a): return .bareLineFeed(offset: offset)
        case (.lineStart, 0x20), (.lineStart, 0x09): return .obsoleteFolding(offset: offset)
        case (_, 0x09) where lines > 0: place = .line
        case (_, 0x20...0x7e):
            place = .line
            if lines == 0, byte == 0x20 { spaces += 1 }
        case (_, 0x80...0xff):
            guard lines > 0 else { return .nonASCIIRequestLine(offset: offset) }
            place = .line
        default: return .controlCharacter(byte, offset: offset)
        }
        return nil
    }

    /// Whether a byte stands inside a line without further thought.
    private static func isText(_ byte: UInt8, _ range: ClosedRange<UInt8>) -> Bool {
        byte >= range.lowerBound && byte != 0x7f && byte <= range.upperBound
    }
}
