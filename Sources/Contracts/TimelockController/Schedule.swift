public import Codec
public import Primitives

extension TimelockController {
    /// `schedule(address,uint256,bytes,bytes32,bytes32,uint256)`: a proposer announces a call.
    public struct Schedule: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x01d5062a,
            "function schedule(address target, uint256 value, bytes data, bytes32 "
                + "predecessor, bytes32 salt, uint256 delay)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 6) }

        /// Whom to call.
        public let target: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// The operation that has to be done before; zero for none.
        public let predecessor: Hash32
        /// Makes equal operations differ.
        public let salt: Hash32
        /// The seconds until it is ready; at least the minimum.
        public let delay: UInt256

        /// With its arguments.
        public init(
            target: Address, value: Wei, data: Bytes, predecessor: Hash32,
            salt:
                Hash32, delay: UInt256
        ) {
            self.target = target
            self.value = value
            self.data = data
            self.predecessor = predecessor
            self.salt = salt
            self.delay = delay
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(target)
            writer.write(value)
            writer.write(data)
            writer.write(predecessor)
            writer.write(salt)
            writer.write(delay)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            target = try reader.read()
            value = try reader.read()
            data = try reader.read()
            predecessor = try reader.read()
            salt = try reader.read()
            delay = try reader.read()
        }
    }

    /// `scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)`: a proposer announces
    /// calls that happen together.
    public struct ScheduleBatch: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x8f2a0bb0,
            "function scheduleBatch(address[] targets, uint256[] values, bytes[] payloads, "
                + "bytes32 predecessor, bytes32 salt, uint256 delay)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 6) }

        /// Whom to call, in order.
        public let targets: [Address]
        /// The wei to send with each call.
        public let values: [Wei]
        /// The calldata of each call.
        public let payloads: [Bytes]
        /// The operation that has to be done before; zero for none.
        public let predecessor: Hash32
        /// Makes equal operations differ.
        public let salt: Hash32
        /// The seconds until it is ready; at least the minimum.
        public let delay: UInt256

        /// With its arguments.
        public init(
            targets: [Address], values: [Wei], payloads: [Bytes],
            predecessor:
                Hash32, salt: Hash32, delay: UInt256
        ) {
            self.targets = targets
            self.values = values
            self.payloads = payloads
            self.predecessor = predecessor
            self.salt = salt
            self.delay = delay
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(targets)
            writer.write(values)
            writer.write(payloads)
            writer.write(predecessor)
            writer.write(salt)
            writer.write(delay)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            targets = try reader.read()
            values = try reader.read()
            payloads = try reader.read()
            predecessor = try reader.read()
            salt = try reader.read()
            delay = try reader.read()
        }
    }
}
