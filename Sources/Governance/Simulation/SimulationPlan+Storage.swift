import Codec
import Contracts
public import Primitives

extension SimulationPlan {
    /// The plan on a node that executes one call at a time: the timelock is made to hold the
    /// operation as ready, and each step runs by itself.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - now: The time of the block on which the calls run.
    /// - Returns: The words of storage that the execution needs beside ``overrides``.
    public static func readiness(
        of operation: Operation, now: Timestamp
    ) -> [Override] {
        guard let timelock = operation.timelock, let id = operation.id else { return [] }
        return [TimelockStorage.plain, .upgradeable].map { layout in
            Override(
                contract: timelock.address, slot: layout.timestamp(id),
                word: Hash32(UInt256(now.seconds)))
        }
    }

    /// The words of storage that the calls of a tree set in DstackKms and DstackApp, for functions
    /// whose place is known. What runs after them can be asked with these.
    ///
    /// - Parameter tree: The calls.
    /// - Returns: The words, in the order of the calls, a later one for the same place last.
    public static func predicted(_ tree: CallNode) -> [Override] {
        tree.all.compactMap { node in
            guard node.operation == .call, let call = node.meaning.decoded,
                let key = call.arguments.first?.hash,
                let place = places[call.function.name]
            else { return nil }
            return Override(
                contract: node.target, slot: place.slot(key),
                word: place.isAllowed ? Hash32(1 as UInt256) : .zero)
        }
    }

    private static let places: [String: (slot: @Sendable (Hash32) -> Hash32, isAllowed: Bool)] = [
        "addOsImageHash": (DstackKmsStorage.allowedOsImage, true),
        "removeOsImageHash": (DstackKmsStorage.allowedOsImage, false),
        "addKmsAggregatedMr": (DstackKmsStorage.kmsAllowedAggregatedMr, true),
        "removeKmsAggregatedMr": (DstackKmsStorage.kmsAllowedAggregatedMr, false),
        "addKmsDevice": (DstackKmsStorage.kmsAllowedDeviceID, true),
        "removeKmsDevice": (DstackKmsStorage.kmsAllowedDeviceID, false),
        "addComposeHash": (DstackAppStorage.allowedComposeHash, true),
        "removeComposeHash": (DstackAppStorage.allowedComposeHash, false),
        "addDevice": (DstackAppStorage.allowedDeviceID, true),
        "removeDevice": (DstackAppStorage.allowedDeviceID, false),
    ]
}
