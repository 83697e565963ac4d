import Codec
import Contracts
public import Primitives

/// The owners of a Safe as the linked list that they are, so that several changes in a row name the
/// right predecessor: each change moves the list on.
public struct OwnerList: Hashable, Sendable {
    /// The owners, in the list's order.
    public private(set) var owners: [Address]
    /// How many must sign.
    public private(set) var threshold: UInt256
    /// The Safe, which can be no owner of itself.
    public let safe: Address

    /// The owners of `safe` now.
    public init(_ owners: [Address], threshold: UInt256, of safe: Address) {
        self.owners = owners
        self.threshold = threshold
        self.safe = safe
    }

    /// Why the Safe would refuse a change: its own error code.
    public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The code that the Safe reverts with.
        public let code: String
        /// What is wrong.
        public let detail: String

        /// One line for people.
        public var description: String { "\(detail) (\(code))" }
    }

    /// A new owner, at the head of the list.
    ///
    /// - Parameters:
    ///   - owner: Who becomes an owner.
    ///   - threshold: How many must sign then; as many as now when nil.
    /// - Returns: The call of the Safe to itself.
    /// - Throws: ``Failure`` when the Safe would refuse.
    public mutating func add(
        _ owner: Address, threshold: UInt256? = nil
    ) throws(Failure) -> TimelockOperation.Call {
        try checkNew(owner)
        let needed = threshold ?? self.threshold
        try OwnerList.check(needed, of: owners.count + 1)
        owners.insert(owner, at: 0)
        self.threshold = needed
        return call(Safe.AddOwnerWithThreshold(owner: owner, threshold: needed).calldata)
    }

    /// One owner less.
    ///
    /// - Parameters:
    ///   - owner: Who is an owner no longer.
    ///   - threshold: How many must sign then; as many as now when nil.
    /// - Returns: The call of the Safe to itself.
    /// - Throws: ``Failure`` when the Safe would refuse.
    public mutating func remove(
        _ owner: Address, threshold: UInt256? = nil
    ) throws(Failure) -> TimelockOperation.Call {
        let needed = threshold ?? self.threshold
        guard UInt256(UInt64(owners.count)) > needed else {
            throw Failure(
                code: "GS201", detail: "\(owners.count - 1) owners cannot give \(needed) signatures"
            )
        }
        let index = try index(of: owner)
        try OwnerList.check(needed, of: owners.count - 1)
        let previous = previous(index)
        owners.remove(at: index)
        self.threshold = needed
        return call(
            Safe.RemoveOwner(prevOwner: previous, owner: owner, threshold: needed).calldata)
    }

    /// One owner in the place of another.
    ///
    /// - Parameters:
    ///   - owner: Who is an owner no longer.
    ///   - other: Who becomes one.
    /// - Returns: The call of the Safe to itself.
    /// - Throws: ``Failure`` when the Safe would refuse.
    public mutating func swap(
        _ owner: Address, for other: Address
    ) throws(Failure) -> TimelockOperation.Call {
        try checkNew(other)
        let index = try index(of: owner)
        let previous = previous(index)
        owners[index] = other
        return call(
            Safe.SwapOwner(prevOwner: previous, oldOwner: owner, newOwner: other).calldata)
    }

    /// Another number of signatures.
    ///
    /// - Parameter threshold: How many must sign then.
    /// - Returns: The call of the Safe to itself.
    /// - Throws: ``Failure`` when the Safe would refuse.
    public mutating func change(
        threshold: UInt256
    ) throws(Failure) -> TimelockOperation.Call {
        try OwnerList.check(threshold, of: owners.count)
        self.threshold = threshold
        return call(Safe.ChangeThreshold(threshold).calldata)
    }

    private func checkNew(_ owner: Address) throws(Failure) {
        guard !owner.isZero, owner != SafeStorage.sentinel, owner != safe else {
            throw Failure(code: "GS203", detail: "\(owner) can be no owner")
        }
        guard !owners.contains(owner) else {
            throw Failure(code: "GS204", detail: "\(owner) is an owner already")
        }
    }

    private func index(of owner: Address) throws(Failure) -> Int {
        guard !owner.isZero, owner != SafeStorage.sentinel else {
            throw Failure(code: "GS203", detail: "\(owner) can be no owner")
        }
        guard let index = owners.firstIndex(of: owner) else {
            throw Failure(code: "GS205", detail: "\(owner) is no owner")
        }
        return index
    }

    private static func check(_ threshold: UInt256, of count: Int) throws(Failure) {
        guard threshold <= UInt256(UInt64(count)) else {
            throw Failure(
                code: "GS201", detail: "\(count) owners cannot give \(threshold) signatures")
        }
        guard !threshold.isZero else {
            throw Failure(code: "GS202", detail: "at least one signature is needed")
        }
    }

    private func previous(_ index: Int) -> Address {
        index == 0 ? SafeStorage.sentinel : owners[index - 1]
    }

    private func call(_ data: Bytes) -> TimelockOperation.Call {
        TimelockOperation.Call(target: safe, data: data)
    }
}
