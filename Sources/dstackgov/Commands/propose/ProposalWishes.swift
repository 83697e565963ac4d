import Governance
import Primitives

/// What a proposer asks of an operation beside its calls.
struct ProposalWishes {
    /// What it is for.
    var purpose: String
    /// The Safe's nonce; the next one where it is nil.
    var nonce: UInt256?
    /// Seconds to wait; the timelock's delay where it is nil.
    var delay: UInt64?
    /// The operation that must be done before.
    var predecessor = Hash32.zero
    /// Where the values come from.
    var provenance: Provenance?
    /// Whether the Safe calls at once.
    var isDirect = false
    /// Whether the same calls may wait in the timelock already.
    var allowsTwin = false

    init(purpose: String) {
        self.purpose = purpose
    }

    /// The id of an operation that is named by it, or by its file.
    static func operation(_ text: String) throws(CommandFailure) -> Hash32 {
        if let id = try? Hash32(hex: text) { return id }
        guard let id = try Operations.read(text).id else {
            throw CommandFailure(.input, "\(text): it goes through no timelock")
        }
        return id
    }

    /// The provenance that a file says.
    static func provenance(_ path: String) throws(CommandFailure) -> Provenance {
        let bytes = try File.read(path)
        do throws(OperationError) { return try Provenance(document: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}
