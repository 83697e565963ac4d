public import Codec
public import Primitives

extension LowLevelCall {
    /// `AddressEmptyCode(address)`: there is no code to call.
    public struct AddressEmptyCode: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x9996b315, "error AddressEmptyCode(address target)")
        /// The address.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `FailedCall()`: a call failed without a reason (OpenZeppelin from 5.1 on).
    public struct FailedCall: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xd6bda275, "error FailedCall()")

        /// Without arguments.
        public init() {}
    }

    /// `FailedInnerCall()`: a call failed without a reason (OpenZeppelin 5.0).
    public struct FailedInnerCall: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x1425ea42, "error FailedInnerCall()")

        /// Without arguments.
        public init() {}
    }

    /// `InsufficientBalance(uint256,uint256)`: there is less than the value to send (OpenZeppelin
    /// from 5.1 on).
    public struct InsufficientBalance: ABIRevert {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xcf479181,
            "error InsufficientBalance(uint256 balance, uint256 needed)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// What there is.
        public let balance: UInt256
        /// What would be needed.
        public let needed: UInt256

        /// With its arguments.
        public init(balance: UInt256, needed: UInt256) {
            self.balance = balance
            self.needed = needed
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(balance)
            writer.write(needed)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            balance = try reader.read()
            needed = try reader.read()
        }
    }

    /// `AddressInsufficientBalance(address)`: there is less than the value to send (OpenZeppelin
    /// 5.0).
    public struct AddressInsufficientBalance: ABIRevert, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xcd786059,
            "error AddressInsufficientBalance(address account)")
        /// Who has too little.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }
}
