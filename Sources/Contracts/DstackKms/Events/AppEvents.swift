public import Codec
public import Primitives

extension DstackKms {
    /// `AppRegistered(address)`: a contract was registered as an app, by anyone.
    public struct AppRegistered: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x0d540ad8f39e07d19909687352b9fa017405d93c91a6760981fbae9cf28bfef7,
            "event AppRegistered(address appId)")
        /// The contract.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `AppDeployedViaFactory(address,address)`: the registry deployed an app.
    public struct AppDeployedViaFactory: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xfd86d7f6962eba3b7a3bf9129c06c0b2f885e1c61ef2c9f0dbb856be0deefdee,
            "event AppDeployedViaFactory(address indexed appId, address indexed deployer)")

        /// The app.
        public let appId: Address
        /// Who asked for it.
        public let deployer: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.appId = try indexed.read()
            self.deployer = try indexed.read()
        }
    }

    /// `AppImplementationSet(address)`: new apps have other code from now on.
    public struct AppImplementationSet: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x08bb433f12b5fd81d2d5e0deeb3b4d28371781ddbd80e9d053e7468d2b1aa82d,
            "event AppImplementationSet(address implementation)")
        /// The code.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
