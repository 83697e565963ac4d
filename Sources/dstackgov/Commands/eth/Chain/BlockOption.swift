import ArgumentParser
import EthereumClient
import Primitives

/// Which block a question is about.
struct BlockOption: ParsableArguments {
    @Option(help: "The block: latest, safe, finalized, earliest, pending, a number or a hash.")
    var block: String = "latest"

    /// The reference that the option names.
    func reference() throws(CommandFailure) -> BlockReference {
        try BlockOption.reference(block)
    }

    /// The reference that a text names.
    static func reference(_ text: String) throws(CommandFailure) -> BlockReference {
        switch text {
        case "latest": return .latest
        case "safe": return .safe
        case "finalized": return .finalized
        case "earliest": return .earliest
        case "pending": return .pending
        default: break
        }
        if let hash = try? Hash32(hex: text) { return .hash(hash) }
        if let number = try? BlockNumber(decimal: text) { return .number(number) }
        if let number = try? BlockNumber(quantity: text) { return .number(number) }
        throw CommandFailure(.input, "\(text) is no block: a tag, a number or a hash")
    }
}
