public import Codec
public import Primitives

/// Modules that `getModulesPaginated` returned.
public struct ModulePage: ABITuple, Hashable {
    /// An offset and a word.
    public static var abiShape: ABIShape { .dynamic(words: 2) }

    /// The modules.
    public let modules: [Address]
    /// 0x1 at the end. Ask on from the last of ``modules``, not from here: 1.3.0 skips one.
    public let next: Address

    /// With its members.
    public init(modules: [Address], next: Address) {
        self.modules = modules
        self.next = next
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(modules)
        writer.write(next)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        modules = try reader.read()
        next = try reader.read()
    }
}
