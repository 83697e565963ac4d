import ArgumentParser
import Primitives

/// What every proposal has.
struct ProposalOptions: ParsableArguments {
    @Option(help: "What it is for, in the proposer's words; signers see it.")
    var purpose: String

    @Option(help: "Where the operation file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Option(help: "The Safe's nonce; otherwise the next one.")
    var nonce: String?

    @Option(help: "Seconds to wait, at least the timelock's delay; otherwise just that.")
    var delay: String?

    @Option(
        help: ArgumentHelp(
            "The operation that must be done before: its id or its file.", valueName: "operation"))
    var after: String?

    @Option(
        help: "Where the values come from: a JSON file with sourceCommit, build, artifactDigest.")
    var provenance: String?

    @Flag(help: "Let the Safe call at once, while it owns the contract itself.")
    var direct = false

    @Flag(help: "Propose it although the same calls wait in the timelock already.")
    var twin = false

    @Option(help: ArgumentHelp("Propose in spite of what the chain says.", valueName: "lint"))
    var accept: [String] = []

    func validate() throws {
        guard purpose.utf8.count <= 1000 else {
            throw ValidationError("--purpose: at most 1000 bytes")
        }
    }

    /// What is asked for, read; of the Safe's own functions, with the Safe as caller.
    func wishes(direct isOfSafe: Bool = false) throws(CommandFailure) -> ProposalWishes {
        var wishes = ProposalWishes(purpose: purpose)
        if let nonce {
            do throws(NumberTextError) { wishes.nonce = try UInt256(decimal: nonce) } catch {
                throw CommandFailure(.input, "--nonce: \(error)")
            }
        }
        if let delay {
            guard let seconds = UInt64(delay) else {
                throw CommandFailure(.input, "--delay: a number of seconds is expected")
            }
            wishes.delay = seconds
        }
        if let after { wishes.predecessor = try ProposalWishes.operation(after) }
        if let provenance { wishes.provenance = try ProposalWishes.provenance(provenance) }
        wishes.isDirect = direct || isOfSafe
        wishes.allowsTwin = twin
        return wishes
    }
}
