public import Codec
public import Primitives

extension DstackKms {
    /// `initialize(address,address)`: the set-up of a proxy, once. Zero is accepted as
    /// implementation, and then no event says so.
    public struct Initialize: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x485cc955,
            "function initialize(address initialOwner, address appImplementation)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// Who owns the registry; not zero.
        public let initialOwner: Address
        /// The code of apps that the registry deploys.
        public let appImplementation: Address

        /// With its arguments.
        public init(initialOwner: Address, appImplementation: Address) {
            self.initialOwner = initialOwner
            self.appImplementation = appImplementation
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(initialOwner)
            writer.write(appImplementation)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            initialOwner = try reader.read()
            appImplementation = try reader.read()
        }
    }
}
