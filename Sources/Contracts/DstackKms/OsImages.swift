public import Codec
public import Primitives

extension DstackKms {
    /// `addOsImageHash(bytes32)`: the owner allows an OS image, for the KMS and for every app.
    /// Idempotent, always with events; zero is accepted.
    public struct AddOsImageHash: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x06a3ae96,
            "function addOsImageHash(bytes32 osImageHash)")
        /// The hash of the image.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `removeOsImageHash(bytes32)`: the owner withdraws an OS image. Machines that run already go
    /// on.
    public struct RemoveOsImageHash: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x9425bac6,
            "function removeOsImageHash(bytes32 osImageHash)")
        /// The hash of the image.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `allowedOsImages(bytes32)`: whether an OS image is allowed.
    public struct AllowedOsImages: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x9a4e1d18,
            "function allowedOsImages(bytes32 osImageHash) view returns (bool allowed)")
        /// The hash of the image.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
