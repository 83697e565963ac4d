public import Codec
public import Primitives

extension AccessControl {
    /// `AccessControlUnauthorizedAccount(address,bytes32)`: the caller lacks a role.
    public struct AccessControlUnauthorizedAccount: ABIRevert {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe2517d3f,
            "error AccessControlUnauthorizedAccount(address account, bytes32 neededRole)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The caller.
        public let account: Address
        /// The role.
        public let neededRole: Hash32

        /// With its arguments.
        public init(account: Address, neededRole: Hash32) {
            self.account = account
            self.neededRole = neededRole
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(account)
            writer.write(neededRole)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            account = try reader.read()
            neededRole = try reader.read()
        }
    }

    /// `AccessControlBadConfirmation()`: a role was to be renounced for somebody else.
    public struct AccessControlBadConfirmation: ABIRevert, ABINullary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x6697b232, "error AccessControlBadConfirmation()")

        /// Without arguments.
        public init() {}
    }
}
