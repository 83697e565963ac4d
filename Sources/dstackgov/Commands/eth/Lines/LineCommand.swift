import ArgumentParser
import Codec

/// A command that computes: from its arguments, or from the lines of standard input.
protocol LineCommand: AsyncParsableCommand {
    /// Whether lines are read.
    var mode: LineOptions { get }
    /// The line that asks what the arguments ask.
    func line() throws -> JSONValue
    /// The answer to one line.
    static func answer(_ line: LineObject) throws -> JSONValue
}

/// How a command that computes is asked.
struct LineOptions: ParsableArguments {
    @Flag(
        help: """
            Read one JSON object a line from standard input and answer one JSON object a line: \
            {"ok":…} or {"error":{"rule":…,"message":…}}.
            """)
    var lines = false

    @Flag(help: "Answer as a line is answered: one object with ok, or with error.")
    var json = false
}

extension LineCommand {
    func run() async throws {
        guard !mode.lines else {
            var loop = LineLoop(Self.answer)
            try loop.run()
            return
        }
        do {
            let result = try Self.answer(LineObject(line()))
            if mode.json { return write(["ok": result]) }
            StandardOutput.write((result.string ?? result.serialized(.pretty.ascii)) + "\n")
        } catch {
            let failure = LineFailure(error)
            if mode.json { write(failure.document) }
            if let error = error as? CommandFailure { throw error }
            throw CommandFailure(failure.code, "\(failure.rule): \(failure.message)")
        }
    }

    private func write(_ document: JSONValue) {
        StandardOutput.write(document.serialized(.pretty.ascii) + "\n")
    }

    /// An argument that is needed where no lines are read.
    func required<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else {
            throw CommandFailure(
                .input, "\(name) is missing", remedy: "Name it, or give --lines.")
        }
        return value
    }

    /// The JSON document in a file.
    func document(_ path: String?) throws -> JSONValue {
        let path = try required(path, "the file")
        return try JSONValue(parsing: File.read(path), limits: LineObject.limits)
    }
}
