public import Codec
public import Primitives

extension Safe {
    /// `enableModule(address)`: the Safe lets a contract act for it without any signature.
    public struct EnableModule: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x610b5925, "function enableModule(address module)")
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `disableModule(address,address)`: the Safe takes that right away.
    public struct DisableModule: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe009cfde,
            "function disableModule(address prevModule, address module)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The module before it in the list, 0x1 for the first.
        public let prevModule: Address
        /// The module.
        public let module: Address

        /// With its arguments.
        public init(prevModule: Address, module: Address) {
            self.prevModule = prevModule
            self.module = module
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(prevModule)
            writer.write(module)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            prevModule = try reader.read()
            module = try reader.read()
        }
    }

    /// `isModuleEnabled(address)`: whether the contract may act for the Safe.
    public struct IsModuleEnabled: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2d9ad53d,
            "function isModuleEnabled(address module) view returns (bool)")
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `getModulesPaginated(address,uint256)`: modules behind `start`. Ask on from the last one
    /// returned: `next` of 1.3.0 skips one.
    public struct GetModulesPaginated: ABICall {
        /// What it returns.
        public typealias Returned = ModulePage
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xcc2f8452,
            "function getModulesPaginated(address start, uint256 pageSize) view returns "
                + "(address[] array, address next)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// 0x1, or the last module of the page before.
        public let start: Address
        /// The most that are returned.
        public let pageSize: UInt256

        /// With its arguments.
        public init(start: Address, pageSize: UInt256) {
            self.start = start
            self.pageSize = pageSize
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(start)
            writer.write(pageSize)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            start = try reader.read()
            pageSize = try reader.read()
        }
    }
}
