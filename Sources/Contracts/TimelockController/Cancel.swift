public import Codec
public import Primitives

extension TimelockController {
    /// `cancel(bytes32)`: a canceller withdraws an operation that waits or is ready.
    public struct Cancel: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xc4d252f5, "function cancel(bytes32 id)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `updateDelay(uint256)`: the timelock itself changes the minimum delay of later operations.
    public struct UpdateDelay: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x64d62353, "function updateDelay(uint256 newDelay)")
        /// The seconds.
        public let argument: UInt256

        /// With its argument.
        public init(_ argument: UInt256) { self.argument = argument }
    }
}
