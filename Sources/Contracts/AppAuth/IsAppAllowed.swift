public import Codec

extension AppAuth {
    /// `isAppAllowed((address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[]))`:
    /// whether an app with these measurements may get its keys. A contract that is no DstackApp may
    /// answer, revert or burn gas as it likes.
    public struct IsAppAllowed: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = BootVerdict
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1e079198,
            "function isAppAllowed((address appId, bytes32 composeHash, address "
                + "instanceId, bytes32 deviceId, bytes32 mrAggregated, bytes32 mrSystem, bytes32 "
                + "osImageHash, string tcbStatus, string[] advisoryIds) bootInfo) view returns "
                + "(bool isAllowed, string reason)")
        /// What was measured.
        public let argument: AppBootInfo

        /// With its argument.
        public init(_ argument: AppBootInfo) { self.argument = argument }
    }
}
