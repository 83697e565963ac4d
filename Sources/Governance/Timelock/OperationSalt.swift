import Codec
import Contracts
public import Primitives

/// The salt that this toolkit gives an operation: derived from the action, so that whoever has the
/// action can find the operation, and the same action cannot be scheduled twice unnoticed.
///
/// Operations that are done can never be scheduled again with the same salt: the repetition counts
/// how often the same calls were done before.
public enum OperationSalt {
    /// keccak256(keccak256("dstack-governance operation salt 1") ‖ chain id ‖ timelock ‖ id of the
    /// calls with salt zero ‖ repetition), each a word of 32 bytes.
    ///
    /// - Parameters:
    ///   - calls: The calls, in their order.
    ///   - predecessor: The operation that must be done before.
    ///   - timelock: The timelock.
    ///   - chainID: The chain.
    ///   - repetition: How often the same action was done before.
    /// - Returns: The salt.
    public static func derived(
        calls: [TimelockOperation.Call], predecessor: Hash32, timelock: Address,
        chainID: ChainID, repetition: UInt64
    ) -> Hash32 {
        let unsalted = TimelockOperation(calls: calls, predecessor: predecessor, salt: .zero)
        var hash = Keccak256()
        hash.update(Keccak256.hash(utf8: "dstack-governance operation salt 1"))
        hash.update(Hash32(chainID.number))
        hash.update(timelock.word)
        hash.update(unsalted.id)
        hash.update(Hash32(UInt256(repetition)))
        return hash.finish()
    }
}
