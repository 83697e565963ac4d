public import Codec
public import Primitives

extension DstackApp {
    /// `addComposeHash(bytes32)`: the owner allows a compose file. Idempotent, always with events;
    /// zero is accepted.
    public struct AddComposeHash: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xdfc77223,
            "function addComposeHash(bytes32 composeHash)")
        /// The hash of the compose file.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `removeComposeHash(bytes32)`: the owner withdraws a compose file. Machines that run already
    /// go on.
    public struct RemoveComposeHash: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x67b3f22c,
            "function removeComposeHash(bytes32 composeHash)")
        /// The hash of the compose file.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `allowedComposeHashes(bytes32)`: whether a compose file is allowed.
    public struct AllowedComposeHashes: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2f6622e5,
            "function allowedComposeHashes(bytes32 composeHash) view returns (bool allowed)")
        /// The hash of the compose file.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
