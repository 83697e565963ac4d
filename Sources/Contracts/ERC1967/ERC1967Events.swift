public import Codec
public import Primitives

extension ERC1967 {
    /// `Upgraded(address)`: a proxy has other code.
    public struct Upgraded: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b,
            "event Upgraded(address indexed implementation)")
        /// The code.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `AdminChanged(address,address)`: a proxy has another admin; never expected of a UUPS proxy.
    public struct AdminChanged: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x7e644d79422f17c01e4894b5f4f588d331ebfa28653d42ae832dc59e38c9798f,
            "event AdminChanged(address previousAdmin, address newAdmin)")

        /// The admin before.
        public let previousAdmin: Address
        /// The admin now.
        public let newAdmin: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 0 ? 2 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.previousAdmin = try data.read()
            self.newAdmin = try data.read()
        }
    }

    /// `BeaconUpgraded(address)`: a proxy has another beacon; never expected of a UUPS proxy.
    public struct BeaconUpgraded: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x1cf3b03a6cf19fa2baba4df148e9dcabedea7f8a5c07840e207e5c089be95d3e,
            "event BeaconUpgraded(address indexed beacon)")
        /// The beacon.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
