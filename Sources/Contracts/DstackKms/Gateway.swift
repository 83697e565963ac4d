public import Codec

extension DstackKms {
    /// `setGatewayAppId(string)`: the owner names the app that is the gateway. Any text is
    /// accepted.
    public struct SetGatewayAppId: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x3971db27, "function setGatewayAppId(string appId)")
        /// The id as text.
        public let argument: String

        /// With its argument.
        public init(_ argument: String) { self.argument = argument }
    }

    /// `gatewayAppId()`: the app that is the gateway; empty on a fresh registry.
    public struct GetGatewayAppId: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = String
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x95f51931,
            "function gatewayAppId() view returns (string)")

        /// Without arguments.
        public init() {}
    }
}
