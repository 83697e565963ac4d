public import Codec
public import Primitives

extension DstackKms {
    /// `addKmsAggregatedMr(bytes32)`: the owner allows a measurement of the KMS itself. Idempotent,
    /// always with events; zero is accepted.
    public struct AddKmsAggregatedMr: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x3e32d346,
            "function addKmsAggregatedMr(bytes32 mrAggregated)")
        /// The aggregated measurement.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `removeKmsAggregatedMr(bytes32)`: the owner withdraws a measurement of the KMS. Machines
    /// that run already go on.
    public struct RemoveKmsAggregatedMr: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2adee48d,
            "function removeKmsAggregatedMr(bytes32 mrAggregated)")
        /// The aggregated measurement.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `kmsAllowedAggregatedMrs(bytes32)`: whether a measurement of the KMS is allowed.
    public struct KmsAllowedAggregatedMrs: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf6fe4f40,
            "function kmsAllowedAggregatedMrs(bytes32 mrAggregated) view returns (bool allowed)")
        /// The aggregated measurement.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
