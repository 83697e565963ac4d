public import Codec
public import Primitives

extension TimelockController {
    /// `execute(address,uint256,bytes,bytes32,bytes32)`: an executor makes the announced call.
    public struct Execute: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x134008d3,
            "function execute(address target, uint256 value, bytes payload, bytes32 "
                + "predecessor, bytes32 salt) payable")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 5) }

        /// Whom to call.
        public let target: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let payload: Bytes
        /// The operation that has to be done before; zero for none.
        public let predecessor: Hash32
        /// Makes equal operations differ.
        public let salt: Hash32

        /// With its arguments.
        public init(
            target: Address, value: Wei, payload: Bytes, predecessor: Hash32,
            salt:
                Hash32
        ) {
            self.target = target
            self.value = value
            self.payload = payload
            self.predecessor = predecessor
            self.salt = salt
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(target)
            writer.write(value)
            writer.write(payload)
            writer.write(predecessor)
            writer.write(salt)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            target = try reader.read()
            value = try reader.read()
            payload = try reader.read()
            predecessor = try reader.read()
            salt = try reader.read()
        }
    }

    /// `executeBatch(address[],uint256[],bytes[],bytes32,bytes32)`: an executor makes the announced
    /// calls, all or none.
    public struct ExecuteBatch: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe38335e5,
            "function executeBatch(address[] targets, uint256[] values, bytes[] payloads, "
                + "bytes32 predecessor, bytes32 salt) payable")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 5) }

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

        /// With its arguments.
        public init(
            targets: [Address], values: [Wei], payloads: [Bytes],
            predecessor:
                Hash32, salt: Hash32
        ) {
            self.targets = targets
            self.values = values
            self.payloads = payloads
            self.predecessor = predecessor
            self.salt = salt
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(targets)
            writer.write(values)
            writer.write(payloads)
            writer.write(predecessor)
            writer.write(salt)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            targets = try reader.read()
            values = try reader.read()
            payloads = try reader.read()
            predecessor = try reader.read()
            salt = try reader.read()
        }
    }
}
