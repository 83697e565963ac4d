public import Codec
public import Primitives

extension AccessControl {
    /// `hasRole(bytes32,address)`: whether an account has a role. Of address zero: whether
    /// everybody has it.
    public struct HasRole: ABICall {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x91d14854,
            "function hasRole(bytes32 role, address account) view returns (bool)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The role.
        public let role: Hash32
        /// The account.
        public let account: Address

        /// With its arguments.
        public init(role: Hash32, account: Address) {
            self.role = role
            self.account = account
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(role)
            writer.write(account)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            role = try reader.read()
            account = try reader.read()
        }
    }

    /// `getRoleAdmin(bytes32)`: the role whose holders grant and revoke this one.
    public struct GetRoleAdmin: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x248a9ca3,
            "function getRoleAdmin(bytes32 role) view returns (bytes32)")
        /// The role.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `grantRole(bytes32,address)`: a holder of the role's admin role gives it to an account.
    public struct GrantRole: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2f2ff15d,
            "function grantRole(bytes32 role, address account)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The role.
        public let role: Hash32
        /// Who gets it.
        public let account: Address

        /// With its arguments.
        public init(role: Hash32, account: Address) {
            self.role = role
            self.account = account
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(role)
            writer.write(account)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            role = try reader.read()
            account = try reader.read()
        }
    }

    /// `revokeRole(bytes32,address)`: a holder of the role's admin role takes it from an account.
    public struct RevokeRole: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xd547741f,
            "function revokeRole(bytes32 role, address account)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The role.
        public let role: Hash32
        /// Who loses it.
        public let account: Address

        /// With its arguments.
        public init(role: Hash32, account: Address) {
            self.role = role
            self.account = account
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(role)
            writer.write(account)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            role = try reader.read()
            account = try reader.read()
        }
    }

    /// `renounceRole(bytes32,address)`: the caller gives up a role of its own.
    public struct RenounceRole: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x36568abe,
            "function renounceRole(bytes32 role, address callerConfirmation)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The role.
        public let role: Hash32
        /// The caller.
        public let callerConfirmation: Address

        /// With its arguments.
        public init(role: Hash32, callerConfirmation: Address) {
            self.role = role
            self.callerConfirmation = callerConfirmation
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(role)
            writer.write(callerConfirmation)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            role = try reader.read()
            callerConfirmation = try reader.read()
        }
    }
}
