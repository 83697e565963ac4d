import Primitives

/// The implementations whose code an auditor has examined.
enum KnownCode {
    /// The addresses that `--known-code` names.
    static func addresses(_ texts: [String]) throws(CommandFailure) -> Set<Address> {
        var known: Set<Address> = []
        for text in texts {
            do { known.insert(try Address(hex: text)) } catch {
                throw CommandFailure(.input, "--known-code \(EscapedText(text)): \(error)")
            }
        }
        return known
    }
}
