public import Codec

extension Multicall3 {
    /// `aggregate3((address,bool,bytes)[])`: makes several calls, from Multicall3's own address.
    public struct Aggregate3: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = [CallResult]
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x82ad56cb,
            "function aggregate3((address target, bool allowFailure, bytes callData)[] "
                + "calls) payable returns ((bool success, bytes returnData)[] returnData)")
        /// The calls.
        public let argument: [TargetCall]

        /// With its argument.
        public init(_ argument: [TargetCall]) { self.argument = argument }
    }

    /// `aggregate3Value((address,bool,uint256,bytes)[])`: makes several calls with value; some
    /// Safes delegate to it.
    public struct Aggregate3Value: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = [CallResult]
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x174dea71,
            "function aggregate3Value((address target, bool allowFailure, uint256 value, "
                + "bytes callData)[] calls) payable returns ((bool success, bytes returnData)[] "
                + "returnData)")
        /// The calls.
        public let argument: [TargetCallWithValue]

        /// With its argument.
        public init(_ argument: [TargetCallWithValue]) { self.argument = argument }
    }
}
