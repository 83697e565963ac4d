import ArgumentParser

/// Where a new operation file goes, and what it is for.
struct NewFile: ParsableArguments {
    @Option(help: "What it is for, in the proposer's words; signers see it.")
    var purpose: String

    @Option(help: "Where the operation file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    func validate() throws {
        guard purpose.utf8.count <= 1000 else {
            throw ValidationError("--purpose: at most 1000 bytes")
        }
    }
}
