import Codec
public import Primitives

/// The slots of ERC-1967.
public enum ERC1967Storage {
    /// Where a proxy keeps the address of its code.
    public static let implementation = Hash32(
        literal: 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc)
    /// Where a transparent proxy keeps its admin; zero in a UUPS proxy.
    public static let admin = Hash32(
        literal: 0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103)
    /// Where a beacon proxy keeps its beacon; zero in a UUPS proxy.
    public static let beacon = Hash32(
        literal: 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50)
}

/// The namespaces of OpenZeppelin's upgradeable contracts (ERC-7201).
public enum OpenZeppelinStorage {
    /// The owner, in the low 20 bytes.
    public static let owner = Hash32(
        literal: 0x9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300)
    /// The pending owner, in the low 20 bytes.
    public static let pendingOwner = Hash32(
        literal: 0x237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00)
    /// Which set-up has run: a `uint64` in the low 8 bytes, then whether one is running.
    public static let initializable = Hash32(
        literal: 0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00)
    /// The roles of AccessControl.
    public static let accessControl = Hash32(
        literal: 0x02dd7bc7dec4dceedda775e58dd541e08a116c6c53815c0bd028192f7b626800)
    /// The operations of TimelockController; the minimum delay is in the next slot.
    public static let timelockController = Hash32(
        literal: 0x9a37c2aa9d186a0969ff8a8267bf4e07e864c2f2768f5040949e28a624fb3600)

    /// The slot of a namespace: the hash of its name, less one, hashed again, its last byte zero.
    public static func namespace(_ name: String) -> Hash32 {
        let name = UInt256(Keccak256.hash(utf8: name))
        let (previous, _) = name.subtractingReportingOverflow(UInt256(1))
        let hash = Keccak256.hash(Hash32(previous).bytes)
        return Hash32(hash.bytes.slice(0..<31) + [0]) ?? hash
    }
}
