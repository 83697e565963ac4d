public import Codec
public import Primitives

extension Safe {
    /// `addOwnerWithThreshold(address,uint256)`: the Safe adds an owner, at the beginning of the
    /// list.
    public struct AddOwnerWithThreshold: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x0d582f13,
            "function addOwnerWithThreshold(address owner, uint256 _threshold)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The new owner.
        public let owner: Address
        /// The number of signatures from now on.
        public let threshold: UInt256

        /// With its arguments.
        public init(owner: Address, threshold: UInt256) {
            self.owner = owner
            self.threshold = threshold
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(owner)
            writer.write(threshold)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            owner = try reader.read()
            threshold = try reader.read()
        }
    }

    /// `removeOwner(address,address,uint256)`: the Safe removes an owner.
    public struct RemoveOwner: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf8dc5dd9,
            "function removeOwner(address prevOwner, address owner, uint256 _threshold)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 3) }

        /// The owner before it in the list, 0x1 for the first.
        public let prevOwner: Address
        /// The owner.
        public let owner: Address
        /// The number of signatures from now on.
        public let threshold: UInt256

        /// With its arguments.
        public init(prevOwner: Address, owner: Address, threshold: UInt256) {
            self.prevOwner = prevOwner
            self.owner = owner
            self.threshold = threshold
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(prevOwner)
            writer.write(owner)
            writer.write(threshold)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            prevOwner = try reader.read()
            owner = try reader.read()
            threshold = try reader.read()
        }
    }

    /// `swapOwner(address,address,address)`: the Safe puts an owner in the place of another.
    public struct SwapOwner: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe318b52b,
            "function swapOwner(address prevOwner, address oldOwner, address newOwner)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 3) }

        /// The owner before it in the list, 0x1 for the first.
        public let prevOwner: Address
        /// Who leaves.
        public let oldOwner: Address
        /// Who comes.
        public let newOwner: Address

        /// With its arguments.
        public init(prevOwner: Address, oldOwner: Address, newOwner: Address) {
            self.prevOwner = prevOwner
            self.oldOwner = oldOwner
            self.newOwner = newOwner
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(prevOwner)
            writer.write(oldOwner)
            writer.write(newOwner)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            prevOwner = try reader.read()
            oldOwner = try reader.read()
            newOwner = try reader.read()
        }
    }

    /// `changeThreshold(uint256)`: the Safe needs another number of signatures.
    public struct ChangeThreshold: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x694e80c3,
            "function changeThreshold(uint256 _threshold)")
        /// The number of signatures from now on.
        public let argument: UInt256

        /// With its argument.
        public init(_ argument: UInt256) { self.argument = argument }
    }
}
