public import Codec
public import Primitives

extension SafeProxyFactory {
    /// `createProxyWithNonce(address,bytes,uint256)`: deploys a Safe at an address that depends on
    /// all of this.
    public struct CreateProxyWithNonce: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1688f0b9,
            "function createProxyWithNonce(address _singleton, bytes initializer, uint256 "
                + "saltNonce) returns (address proxy)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256

        /// With its arguments.
        public init(singleton: Address, initializer: Bytes, saltNonce: UInt256) {
            self.singleton = singleton
            self.initializer = initializer
            self.saltNonce = saltNonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(singleton)
            writer.write(initializer)
            writer.write(saltNonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            singleton = try reader.read()
            initializer = try reader.read()
            saltNonce = try reader.read()
        }
    }

    /// `createChainSpecificProxyWithNonce(address,bytes,uint256)`: the same, and the address
    /// depends on the chain (1.4.1 on).
    public struct CreateChainSpecificProxyWithNonce: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xec9e80bb,
            "function createChainSpecificProxyWithNonce(address _singleton, bytes "
                + "initializer, uint256 saltNonce) returns (address proxy)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256

        /// With its arguments.
        public init(singleton: Address, initializer: Bytes, saltNonce: UInt256) {
            self.singleton = singleton
            self.initializer = initializer
            self.saltNonce = saltNonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(singleton)
            writer.write(initializer)
            writer.write(saltNonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            singleton = try reader.read()
            initializer = try reader.read()
            saltNonce = try reader.read()
        }
    }

    /// `createProxyWithNonceL2(address,bytes,uint256)`: with an event that holds the set-up
    /// (1.5.0).
    public struct CreateProxyWithNonceL2: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x4662f9d6,
            "function createProxyWithNonceL2(address _singleton, bytes initializer, "
                + "uint256 saltNonce) returns (address proxy)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256

        /// With its arguments.
        public init(singleton: Address, initializer: Bytes, saltNonce: UInt256) {
            self.singleton = singleton
            self.initializer = initializer
            self.saltNonce = saltNonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(singleton)
            writer.write(initializer)
            writer.write(saltNonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            singleton = try reader.read()
            initializer = try reader.read()
            saltNonce = try reader.read()
        }
    }

    /// `createChainSpecificProxyWithNonceL2(address,bytes,uint256)`: chain specific, with an event
    /// that holds the set-up (1.5.0).
    public struct CreateChainSpecificProxyWithNonceL2: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x1a334b0b,
            "function createChainSpecificProxyWithNonceL2(address _singleton, bytes "
                + "initializer, uint256 saltNonce) returns (address proxy)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 3) }

        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256

        /// With its arguments.
        public init(singleton: Address, initializer: Bytes, saltNonce: UInt256) {
            self.singleton = singleton
            self.initializer = initializer
            self.saltNonce = saltNonce
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(singleton)
            writer.write(initializer)
            writer.write(saltNonce)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            singleton = try reader.read()
            initializer = try reader.read()
            saltNonce = try reader.read()
        }
    }

    /// `proxyCreationCode()`: the init code of proxies, without its argument.
    public struct ProxyCreationCode: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Bytes
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x53e5d935,
            "function proxyCreationCode() pure returns (bytes)")

        /// Without arguments.
        public init() {}
    }
}
