import ArgumentParser
import Codec

/// The options of a command whose answer is JSON in any case.
struct DocumentOptions: ParsableArguments {
    @Flag(help: "Accepted as everywhere: the answer is one JSON document in any case.")
    var json = false

    /// Prints the answer.
    ///
    /// - Parameter document: The answer.
    func print(_ document: JSONValue) {
        StandardOutput.write(document.serialized(.pretty.ascii) + "\n")
    }
}
