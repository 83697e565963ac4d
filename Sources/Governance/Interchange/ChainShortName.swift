public import Primitives

/// Short names of chains in front of addresses (EIP-3770): `base:0x…`. A name is only a name: what
/// counts is the chain id, and a name that contradicts it is refused.
public enum ChainShortName {
    /// Why a text is no address on a chain.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// What stands behind the colon is no address.
        case address(HexError)
        /// No chain that we know has this name.
        case unknown(String)
        /// The name is of another chain.
        case otherChain(name: String, is: ChainID, expected: ChainID)

        /// One line for people.
        public var description: String {
            switch self {
            case .address(let error): "no address: \(error)"
            case .unknown(let name): "no known chain is called \(EscapedText(name, limit: 40))"
            case .otherChain(let name, let found, let expected):
                "\(name) is chain \(found), and chain \(expected) is meant"
            }
        }
    }

    /// The address that a text names, with or without the chain's short name in front.
    ///
    /// - Parameters:
    ///   - text: `0x…` or `name:0x…`.
    ///   - chainID: The chain that is meant; nil when that is not known.
    /// - Returns: The address, and the chain where the text names one.
    /// - Throws: ``Failure``.
    public static func address(
        _ text: String, on chainID: ChainID?
    ) throws(Failure) -> (address: Address, chainID: ChainID?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.last.map(String.init) ?? ""
        var named: ChainID?
        if parts.count == 2, let name = parts.first.map(String.init) {
            guard let chain = chain(named: name) else { throw .unknown(name) }
            if let chainID, chain != chainID {
                throw .otherChain(name: name, is: chain, expected: chainID)
            }
            named = chain
        }
        do throws(HexError) { return (try Address(hex: digits), named) } catch {
            throw .address(error)
        }
    }

    /// The name of a chain; nil for one that is not known.
    public static func name(of chainID: ChainID) -> String? {
        table.first { $0.chainID == chainID }?.name
    }

    /// The chain of a name; nil for one that is not known. Names are case-sensitive.
    public static func chain(named name: String) -> ChainID? {
        table.first { $0.name.utf8.elementsEqual(name.utf8) }?.chainID
    }

    /// Chains on which dstack's contracts, or Safes that own them, are used or tested
    /// (ethereum-lists/chains).
    private static let table: [(chainID: ChainID, name: String)] = [
        (1, "eth"), (10, "oeth"), (56, "bnb"), (100, "gno"), (130, "unichain"), (137, "matic"),
        (143, "mon"), (999, "hyper_evm"), (5000, "mantle"), (8453, "base"), (42161, "arb1"),
        (42220, "celo"), (43114, "avax"), (59144, "linea"), (84532, "basesep"), (534352, "scr"),
        (560048, "hoe"), (11155111, "sep"), (11155420, "opsep"),
    ]
}
