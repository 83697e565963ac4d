public import Codec

extension DstackKms {
    /// `isKmsAllowed((address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[]))`:
    /// whether a KMS with these measurements may get the root keys.
    public struct IsKmsAllowed: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = BootVerdict
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe067ec9d,
            "function isKmsAllowed((address appId, bytes32 composeHash, address "
                + "instanceId, bytes32 deviceId, bytes32 mrAggregated, bytes32 mrSystem, bytes32 "
                + "osImageHash, string tcbStatus, string[] advisoryIds) bootInfo) view returns "
                + "(bool isAllowed, string reason)")
        /// What was measured.
        public let argument: AppBootInfo

        /// With its argument.
        public init(_ argument: AppBootInfo) { self.argument = argument }
    }
}
