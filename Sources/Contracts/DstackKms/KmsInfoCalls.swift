public import Codec
public import Primitives

extension DstackKms {
    /// `setKmsInfo((bytes,bytes,bytes,bytes))`: the owner publishes the keys of the KMS and their
    /// evidence.
    public struct SetKmsInfo: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x7d025352,
            "function setKmsInfo((bytes k256Pubkey, bytes caPubkey, bytes quote, bytes "
                + "eventlog) info)")
        /// What is published.
        public let argument: KmsInfo

        /// With its argument.
        public init(_ argument: KmsInfo) { self.argument = argument }
    }

    /// `setKmsQuote(bytes)`: the owner replaces the quote. No event tells of it.
    public struct SetKmsQuote: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x18c1ecb2, "function setKmsQuote(bytes quote)")
        /// The quote.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }

    /// `setKmsEventlog(bytes)`: the owner replaces the event log. No event tells of it.
    public struct SetKmsEventlog: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x736ede7a, "function setKmsEventlog(bytes eventlog)")
        /// The event log.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }

    /// `kmsInfo()`: what the KMS has published.
    public struct GetKmsInfo: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = KmsInfo
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x09177063,
            "function kmsInfo() view returns (bytes k256Pubkey, bytes caPubkey, bytes "
                + "quote, bytes eventlog)")

        /// Without arguments.
        public init() {}
    }
}
