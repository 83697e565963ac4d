import Codec
import Contracts
import Primitives

/// Revert data in words.
enum Reverts {
    /// What the contract said when it reverted.
    static func explain(_ data: Bytes?) -> String {
        guard let data, !data.isEmpty else { return "reverted without a reason" }
        let text = KnownContracts.decodeError(data).description
        return EscapedText(text, limit: 500).description
    }
}
