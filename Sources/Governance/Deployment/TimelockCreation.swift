public import Codec
public import Primitives

/// The constructor's arguments of OpenZeppelin's TimelockController from 4.8 on:
/// `(uint256 minDelay, address[] proposers, address[] executors, address admin)`.
///
/// Proposers may cancel too; the timelock administers its own roles, and `admin` does so as well
/// until it renounces.
public struct TimelockCreation: ABITuple, Hashable {
    /// Three words and two arrays.
    public static var abiShape: ABIShape { .dynamic(words: 4) }

    /// The least delay in seconds.
    public let minDelay: UInt256
    /// Who may schedule and cancel.
    public let proposers: [Address]
    /// Who may execute; zero: everybody.
    public let executors: [Address]
    /// Who may grant roles without delay; zero: nobody.
    public let admin: Address

    /// Arguments.
    public init(minDelay: UInt256, proposers: [Address], executors: [Address], admin: Address) {
        self.minDelay = minDelay
        self.proposers = proposers
        self.executors = executors
        self.admin = admin
    }

    /// Writes the arguments in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(minDelay)
        writer.write(proposers)
        writer.write(executors)
        writer.write(admin)
    }

    /// Reads the arguments in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        minDelay = try reader.read()
        proposers = try reader.read()
        executors = try reader.read()
        admin = try reader.read()
    }
}

/// The constructor's arguments of OpenZeppelin's ERC1967Proxy:
/// `(address implementation, bytes data)`.
public struct ProxyCreation: ABITuple, Hashable {
    /// One word and bytes.
    public static var abiShape: ABIShape { .dynamic(words: 2) }

    /// The code behind the proxy.
    public let implementation: Address
    /// The first call, which the proxy makes in its constructor.
    public let data: Bytes

    /// Arguments.
    public init(implementation: Address, data: Bytes) {
        self.implementation = implementation
        self.data = data
    }

    /// Writes the arguments in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(implementation)
        writer.write(data)
    }

    /// Reads the arguments in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        implementation = try reader.read()
        data = try reader.read()
    }
}
