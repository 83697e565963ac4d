import Codec
import Contracts
public import Primitives

/// The call by which an owner takes a grant back.
public enum GrantRemoval {
    /// Whether a policy is about something measured, which can be taken back one by one.
    static func isOfMeasurement(_ policy: String) -> Bool {
        call(policy, .zero) != nil
    }

    /// The calldata that takes a grant back at its contract; nil for a policy that has none.
    public static func calldata(of key: PolicyState.Key) -> Bytes? {
        call(key.policy, key.value)
    }

    private static func call(_ policy: String, _ value: Hash32) -> Bytes? {
        switch DstackPolicy(rawValue: policy) {
        case .osImage: DstackKms.RemoveOsImageHash(value).calldata
        case .kmsAggregatedMr: DstackKms.RemoveKmsAggregatedMr(value).calldata
        case .kmsDevice: DstackKms.RemoveKmsDevice(value).calldata
        case .composeHash: DstackApp.RemoveComposeHash(value).calldata
        case .device: DstackApp.RemoveDevice(value).calldata
        default: nil
        }
    }
}
