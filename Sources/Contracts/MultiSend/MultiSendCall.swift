public import Codec
public import Primitives

extension MultiSend {
    /// `multiSend(bytes)`: a Safe delegates to this to make several calls.
    public struct Call: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x8d80ff0a,
            "function multiSend(bytes transactions) payable")
        /// The packed records; see ``MultiSendBatch``.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }
}
