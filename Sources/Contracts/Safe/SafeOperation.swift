public import Codec
public import Primitives

/// How a Safe calls: `Enum.Operation`.
public enum SafeOperation: UInt8, ABIWord, Hashable, CaseIterable {
    /// Calls, as any account does.
    case call = 0
    /// Runs foreign code on the Safe's own storage.
    case delegateCall = 1

    /// The number as a word.
    public var abiWord: Hash32 { rawValue.abiWord }

    /// The operation of a word. Solidity refuses any other number when it decodes the call.
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        let number = try UInt8(abiWord: abiWord, at: offset)
        guard let operation = SafeOperation(rawValue: number) else {
            throw ABIError(.range, at: offset)
        }
        self = operation
    }
}
