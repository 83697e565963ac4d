import Codec
import Contracts
public import Primitives

/// A value that a policy allows: what an emergency takes away.
public enum Grant: Hashable, Sendable {
    /// An OS image, of the KMS.
    case image(Hash32)
    /// A measurement of the KMS itself.
    case kmsMeasurement(Hash32)
    /// A device of the KMS.
    case kmsDevice(Hash32)
    /// A compose hash of an app.
    case compose(Hash32, app: Address)
    /// A device of an app.
    case device(Hash32, app: Address)

    /// The call that allows it.
    ///
    /// - Parameter kms: DstackKms.
    /// - Returns: The call.
    public func adding(kms: Address) -> TimelockOperation.Call {
        switch self {
        case .image(let hash):
            TimelockOperation.Call(target: kms, data: DstackKms.AddOsImageHash(hash).calldata)
        case .kmsMeasurement(let hash):
            TimelockOperation.Call(target: kms, data: DstackKms.AddKmsAggregatedMr(hash).calldata)
        case .kmsDevice(let hash):
            TimelockOperation.Call(target: kms, data: DstackKms.AddKmsDevice(hash).calldata)
        case .compose(let hash, let app):
            TimelockOperation.Call(target: app, data: DstackApp.AddComposeHash(hash).calldata)
        case .device(let hash, let app):
            TimelockOperation.Call(target: app, data: DstackApp.AddDevice(hash).calldata)
        }
    }

    /// The call that takes it away.
    ///
    /// - Parameter kms: DstackKms.
    /// - Returns: The call.
    public func removing(kms: Address) -> TimelockOperation.Call {
        switch self {
        case .image(let hash):
            TimelockOperation.Call(target: kms, data: DstackKms.RemoveOsImageHash(hash).calldata)
        case .kmsMeasurement(let hash):
            TimelockOperation.Call(
                target: kms, data: DstackKms.RemoveKmsAggregatedMr(hash).calldata)
        case .kmsDevice(let hash):
            TimelockOperation.Call(target: kms, data: DstackKms.RemoveKmsDevice(hash).calldata)
        case .compose(let hash, let app):
            TimelockOperation.Call(target: app, data: DstackApp.RemoveComposeHash(hash).calldata)
        case .device(let hash, let app):
            TimelockOperation.Call(target: app, data: DstackApp.RemoveDevice(hash).calldata)
        }
    }
}

extension ScheduledOperation {
    /// The operation file that cancels it; nil when it cannot be rebuilt, or was scheduled in a form
    /// that no operation file has (a batch of one).
    ///
    /// - Parameters:
    ///   - safe: The Safe with the nonce that cancelling uses up.
    ///   - timelock: The timelock.
    ///   - chainID: The chain.
    ///   - purpose: What it is for, in the proposer's words.
    /// - Returns: The operation.
    public func cancelling(
        safe: Operation.SafeReference, timelock: Address, chainID: ChainID, purpose: String
    ) -> Operation? {
        let operation = Operation(
            chainID: chainID, action: .cancel, purpose: purpose, safe: safe,
            timelock: Operation.TimelockReference(
                address: timelock, delay: delay ?? 0, predecessor: predecessor, salt: salt),
            calls: calls)
        return operation.id == id ? operation : nil
    }
}
