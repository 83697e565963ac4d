/// The application binary interface of contracts, version 2: the form of calldata, return data,
/// revert data and logs (Solidity documentation, "Contract ABI Specification").
///
/// Two levels. ``ABIWriter`` and ``ABIReader`` code Swift types that are known when the program is
/// compiled; `Contracts` stands on them. ``ABI/Value`` and ``ABI/ValueType`` code whatever a text or
/// a JSON ABI describes at run time.
public enum ABI {
    /// The number of arrays and tuples within each other that a type may have; a limit of ours.
    public static let maximumDepth = 32
    /// The number of bytes in a word.
    public static let wordSize = 32
}
