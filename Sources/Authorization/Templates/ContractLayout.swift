/// What the words of a contract's storage mean. It belongs to the code that reads and writes them, and
/// so to its template: an address says nothing about it, and code that is known by its hash alone
/// could be read by the wrong one.
///
/// Each use switches over all cases, so that another layout cannot be forgotten anywhere.
public enum ContractLayout: String, Hashable, Sendable, CaseIterable {
    /// That of dstack's published contracts, DstackKms and DstackApp: variables from slot 0 on, and
    /// OpenZeppelin's in their namespaces (ERC-7201).
    case dstack
}
