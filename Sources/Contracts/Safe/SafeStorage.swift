import Codec
public import Primitives

/// Where a Safe keeps its state, in every version from 1.1.1 on.
public enum SafeStorage {
    /// The singleton, in the low 20 bytes: the proxy's own first slot.
    public static let singleton = StorageSlot.number(0)
    /// The mapping of modules, a linked list.
    public static let modules = StorageSlot.number(1)
    /// The mapping of owners, a linked list.
    public static let owners = StorageSlot.number(2)
    /// How many owners there are.
    public static let ownerCount = StorageSlot.number(3)
    /// How many owners have to sign.
    public static let threshold = StorageSlot.number(4)
    /// The nonce of the next transaction.
    public static let nonce = StorageSlot.number(5)
    /// The mapping of messages signed on chain.
    public static let signedMessages = StorageSlot.number(7)
    /// The mapping of owners to approved hashes.
    public static let approvedHashes = StorageSlot.number(8)
    /// The contract that checks transactions.
    public static let transactionGuard = Hash32(
        literal: 0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8)
    /// The contract that checks what modules do (1.5.0).
    public static let moduleGuard = Hash32(
        literal: 0xb104e0b93118902c651344349b610029d694cfdec91c589c91ebafbcd0289947)
    /// The contract that answers unknown calls.
    public static let fallbackHandler = Hash32(
        literal: 0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5)
    /// The address that begins and ends both lists.
    public static let sentinel = Address(literal: 0x1)

    /// Where the owner behind this one is; ``sentinel`` for the first.
    public static func owner(after owner: Address) -> Hash32 {
        StorageSlot.element(owner, of: owners)
    }

    /// Where the module behind this one is; ``sentinel`` for the first.
    public static func module(after module: Address) -> Hash32 {
        StorageSlot.element(module, of: modules)
    }

    /// Where it says whether the Safe signed a message on chain.
    public static func signedMessage(_ hash: Hash32) -> Hash32 {
        StorageSlot.element(hash, of: signedMessages)
    }

    /// Where it says whether an owner approved a hash.
    public static func approvedHash(_ hash: Hash32, by owner: Address) -> Hash32 {
        StorageSlot.element(hash, of: StorageSlot.element(owner, of: approvedHashes))
    }
}
