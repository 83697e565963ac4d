public import Codec
public import Primitives

extension Safe {
    /// `setup(address[],uint256,address,bytes,address,address,uint256,address)`: the set-up of a
    /// proxy, once. All of it is part of the proxy's address.
    public struct Setup: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xb63e800d,
            "function setup(address[] _owners, uint256 _threshold, address to, bytes data, "
                + "address fallbackHandler, address paymentToken, uint256 payment, address "
                + "paymentReceiver)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 8) }

        /// The owners; the list keeps their order.
        public let owners: [Address]
        /// How many have to sign.
        public let threshold: UInt256
        /// What to delegate to; zero for nothing.
        public let to: Address
        /// The calldata of the delegatecall.
        public let data: Bytes
        /// Who answers calls that the Safe does not know.
        public let fallbackHandler: Address
        /// The token of a payment; zero for ether.
        public let paymentToken: Address
        /// How much is paid.
        public let payment: UInt256
        /// Who is paid; zero for whoever sends.
        public let paymentReceiver: Address

        /// With its arguments.
        public init(
            owners: [Address], threshold: UInt256, to: Address, data: Bytes,
            fallbackHandler: Address, paymentToken: Address, payment: UInt256,
            paymentReceiver: Address
        ) {
            self.owners = owners
            self.threshold = threshold
            self.to = to
            self.data = data
            self.fallbackHandler = fallbackHandler
            self.paymentToken = paymentToken
            self.payment = payment
            self.paymentReceiver = paymentReceiver
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(owners)
            writer.write(threshold)
            writer.write(to)
            writer.write(data)
            writer.write(fallbackHandler)
            writer.write(paymentToken)
            writer.write(payment)
            writer.write(paymentReceiver)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            owners = try reader.read()
            threshold = try reader.read()
            to = try reader.read()
            data = try reader.read()
            fallbackHandler = try reader.read()
            paymentToken = try reader.read()
            payment = try reader.read()
            paymentReceiver = try reader.read()
        }
    }
}
