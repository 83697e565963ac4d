import ArgumentParser
import Codec
import Glibc

/// How a command answers: a page for people, or one JSON document for programs.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document in place of text.")
    var json = false

    /// Prints the answer in the form asked for.
    ///
    /// - Parameters:
    ///   - page: The answer for people.
    ///   - document: The same answer for programs.
    func print(_ page: Page, json document: @autoclosure () -> JSONValue) {
        if json {
            StandardOutput.write(document().serialized(.pretty.ascii) + "\n")
        } else {
            StandardOutput.write(page.text(colour: usesColour))
        }
    }

    /// Prints an answer of one value in the form asked for.
    ///
    /// - Parameters:
    ///   - line: The value for people, or for a shell's variable.
    ///   - document: The same answer for programs.
    func print(line: String, json document: @autoclosure () -> JSONValue) {
        var page = Page()
        page.line(line)
        print(page, json: document())
    }

    /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
    private var usesColour: Bool {
        guard StandardOutput.isTerminal else { return false }
        return unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } != true
    }
}
