import Codec
import Glibc
import Primitives

/// One JSON object a line in, one a line out, in order, until the input ends: a line that is wrong
/// has an answer like any other.
struct LineLoop {
    /// The longest line, in bytes.
    static let longest = 64 << 20

    private let answer: (LineObject) throws -> JSONValue
    private var line: [UInt8] = []
    private var isTooLong = false

    init(_ answer: @escaping (LineObject) throws -> JSONValue) {
        self.answer = answer
    }

    /// Reads standard input to its end. Answers go out whenever the input pauses.
    ///
    /// - Throws: ``CommandFailure`` when standard input cannot be read.
    mutating func run() throws(CommandFailure) {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(STDIN_FILENO, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.input, "standard input cannot be read")
            }
            if count == 0 { break }
            var answers = ""
            var rest = block[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                append(rest[..<end])
                answers += finishLine()
                rest = rest[(end + 1)...]
            }
            append(rest)
            if !answers.isEmpty { StandardOutput.write(answers) }
        }
        // The last line may lack its end.
        if !line.isEmpty || isTooLong { StandardOutput.write(finishLine()) }
    }

    private mutating func append(_ part: ArraySlice<UInt8>) {
        guard !isTooLong, line.count + part.count <= LineLoop.longest else {
            isTooLong = true
            line = []
            return
        }
        line += part
    }

    private mutating func finishLine() -> String {
        defer {
            line.removeAll(keepingCapacity: line.count < 1 << 20)
            isTooLong = false
        }
        let document: JSONValue
        do {
            guard !isTooLong else {
                throw LineFailure("size", "a line of more than \(LineLoop.longest) bytes")
            }
            document = ["ok": try answer(LineObject(parsing: Bytes(line)))]
        } catch {
            document = LineFailure(error).document
        }
        return document.serialized(.compact.ascii) + "\n"
    }
}
