import Codec
import Primitives

/// Logs of one long answer, read on all cores before the answer is read as a whole.
///
/// The text is cut at places where logs seem to begin. What is read behind such a guess counts only
/// where the reader of the whole answer comes to the same place itself; what follows there is a
/// function of the text alone. It reads on by itself where a guess was wrong, and where a piece
/// cannot be read: logs and errors are those of a reading from beginning to end.
struct LogsAhead: Sendable {
    /// Logs that follow each other.
    struct Piece: Sendable {
        let start, end: JSONReader.Place
        /// Whether the list ends here.
        let isLast: Bool
        let logs: [LogRecord]
    }

    let pieces: [Piece]

    /// Answers of fewer bytes are read at once in less time than it takes to share them out.
    static let leastByteCount = 256 << 10
    /// How many bytes a piece has, roughly: some eighty logs, fifty microseconds.
    static let pieceByteCount = 64 << 10
    /// The list is the result, within the object of the answer.
    private static let depth = 2

    /// Reads ahead in the text of an answer.
    init(in text: Bytes, _ rules: AnswerRules, pieceByteCount: Int = pieceByteCount) async {
        let starts = text.withSpan { JSONReader.guessedItems(in: $0, every: pieceByteCount) }
        let ends = starts.dropFirst() + [text.count]
        pieces = await Cores.map(Array(zip(starts, ends))) { start, end in
            text.withSpan { span in
                // No guess, however wrong, makes a reader go far beyond its piece.
                let limit = min(end + pieceByteCount, text.count)
                return try? LogsAhead.piece(
                    of: span.extracting(0..<limit), rules, from: start, to: end)
            }
        }.compactMap { $0 }
    }

    /// The logs from `start` on, up to the first one that begins at or behind `end`.
    private static func piece(
        of text: RawSpan, _ rules: AnswerRules, from start: Int, to end: Int
    ) throws(JSONError) -> Piece {
        let start = JSONReader.Place(item: start, depth: depth)
        var reader = try JSONReader(text, limits: rules.limits, at: start)
        reader.acceptsLooseQuantities = rules.acceptsLooseQuantities
        var table = LogRecord.fields
        var logs: [LogRecord] = []
        logs.reserveCapacity(LogRecord.usualCount(of: end - start.offset))
        var isLast = false
        repeat {
            logs.append(try LogRecord(&reader, &table))
            isLast = try !reader.nextItem()
        } while !isLast && reader.offset < end
        return Piece(start: start, end: reader.place, isLast: isLast, logs: logs)
    }

    /// The list that comes next, as ``LogRecord/list(_:)`` reads it.
    func list(_ reader: inout JSONReader) throws(JSONError) -> [LogRecord] {
        var table = LogRecord.fields
        var logs: [LogRecord] = []
        logs.reserveCapacity(pieces.reduce(0) { $0 + $1.logs.count })
        var rest = pieces[...]
        try reader.beginArray()
        var isItem = try reader.nextItem()
        while isItem {
            rest = rest.drop { $0.start.offset < reader.offset }
            if let piece = rest.first, reader.takes(from: piece.start, to: piece.end) {
                logs += piece.logs
                isItem = !piece.isLast
            } else {
                logs.append(try LogRecord(&reader, &table))
                isItem = try reader.nextItem()
            }
        }
        return logs
    }
}
