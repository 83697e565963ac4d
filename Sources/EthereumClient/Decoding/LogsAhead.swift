import Codec
import Primitives
import Synchronization

/// Logs of one long answer, read on all cores before the answer is read as a whole.
///
/// The text is cut at places where logs seem to begin. What is read behind such a guess counts only
/// where the reader of the whole answer comes to the same place itself; what follows there is a
/// function of the text alone. It reads on by itself where a guess was wrong, and where a piece
/// cannot be read: logs and errors are those of a reading from beginning to end.
final class LogsAhead: Sendable {
    /// Logs that follow each other.
    struct Piece: Sendable {
        let start, end: JSONReader.Place
        /// Whether the list ends here.
        let isLast: Bool
        /// Whether the filter asks for all of them.
        let areFitting: Bool
        var logs: [LogRecord]
    }

    private let filter: LogFilter
    /// Taken once, so that what was read needs no copy.
    private let pieces: Mutex<[Piece]>

    /// Answers of fewer bytes are read at once in less time than it takes to share them out.
    static let leastByteCount = 256 << 10
    /// How many bytes a piece has, roughly: some eighty logs, fifty microseconds.
    static let pieceByteCount = 64 << 10
    /// The list is the result, within the object of the answer.
    private static let depth = 2

    /// Reads ahead in the text of an answer.
    ///
    /// - Parameters:
    ///   - text: The answer.
    ///   - rules: How it is read.
    ///   - filter: Which logs were asked for.
    ///   - sizes: How many bytes the first piece has, into which the logs of the others go at the
    ///     end, and how many the others, roughly; nil: almost a core's share, and ``pieceByteCount``.
    init(
        in text: Bytes, _ rules: AnswerRules, _ filter: LogFilter,
        sizes: (first: Int, other: Int)? = nil
    ) async {
        self.filter = filter
        let sizes = sizes ?? (text.count / Cores.count / 5 * 4, LogsAhead.pieceByteCount)
        let starts = text.withSpan { span in
            JSONReader.guessedItems(in: span, first: sizes.first, every: sizes.other)
        }
        let ends = starts.dropFirst() + [text.count]
        let read = await Cores.map(Array(zip(starts, ends))) { start, end in
            text.withSpan { span in
                // No guess, however wrong, makes a reader go far beyond its piece.
                let limit = min(end + LogsAhead.pieceByteCount, text.count)
                let room = start == starts[0] ? text.count : end - start
                return try? LogsAhead.piece(
                    of: span.extracting(0..<limit), rules, filter, from: start, to: end,
                    room: LogRecord.usualCount(of: room))
            }
        }
        pieces = Mutex(read.compactMap { $0 })
    }

    /// The logs from `start` on, up to the first one that begins at or behind `end`.
    private static func piece(
        of text: RawSpan, _ rules: AnswerRules, _ filter: LogFilter, from start: Int, to end: Int,
        room: Int
    ) throws(JSONError) -> Piece {
        let start = JSONReader.Place(item: start, depth: depth)
        var reader = try JSONReader(text, limits: rules.limits, at: start)
        reader.acceptsLooseQuantities = rules.acceptsLooseQuantities
        var table = LogRecord.fields
        var logs: [LogRecord] = []
        logs.reserveCapacity(room)
        var isLast = false
        repeat {
            logs.append(try LogRecord(&reader, &table))
            isLast = try !reader.nextItem()
        } while !isLast && reader.offset < end
        return Piece(
            start: start, end: reader.place, isLast: isLast, areFitting: filter.fits(logs),
            logs: logs)
    }

    /// What was read; nothing the next time.
    func take() -> [Piece] {
        pieces.withLock { pieces in
            defer { pieces = [] }
            return pieces
        }
    }

    /// The list that comes next, as ``LogRecord/list(_:)`` reads it, checked against the filter.
    func list(_ reader: inout JSONReader) throws(AnswerFault) -> [LogRecord] {
        var logs: [LogRecord] = []
        var areFitting = true
        do throws(JSONError) {
            try read(&reader, into: &logs, &areFitting)
        } catch {
            throw .json(error)
        }
        if !areFitting { try filter.check(logs) }
        return logs
    }

    private func read(
        _ reader: inout JSONReader, into logs: inout [LogRecord], _ areFitting: inout Bool
    ) throws(JSONError) {
        var table = LogRecord.fields
        var pieces = take()
        var next = 0
        try reader.beginArray()
        var isItem = try reader.nextItem()
        while isItem {
            while next < pieces.count, pieces[next].start.offset < reader.offset { next += 1 }
            if next < pieces.count, reader.takes(from: pieces[next].start, to: pieces[next].end) {
                areFitting = areFitting && pieces[next].areFitting
                isItem = !pieces[next].isLast
                if logs.isEmpty {
                    swap(&logs, &pieces[next].logs)
                } else {
                    logs += pieces[next].logs
                }
            } else {
                areFitting = false
                logs.append(try LogRecord(&reader, &table))
                isItem = try reader.nextItem()
            }
        }
    }
}
