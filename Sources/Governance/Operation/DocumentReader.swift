import Codec
import Primitives

/// Reads the members of one object of a document strictly: each must be of its type, and none may
/// be left unread.
struct DocumentReader {
    /// The place of the object in the document.
    let path: String
    private let members: [JSONMember]
    private var read: Set<String> = []

    /// A reader of `value`, which must be an object.
    init(_ value: JSONValue, at path: String) throws(OperationError) {
        guard let members = value.object else {
            throw OperationError(.form, at: path, "an object is expected")
        }
        self.members = members
        self.path = path
    }

    /// The value of the member `name`; nil when it is missing.
    mutating func optional(_ name: String) -> JSONValue? {
        read.insert(name)
        return members.first { $0.isNamed(name) }?.value
    }

    /// The value of the member `name`.
    mutating func member(_ name: String) throws(OperationError) -> JSONValue {
        guard let value = optional(name) else {
            throw OperationError(.missing, at: place(name), "the member is missing")
        }
        return value
    }

    /// The text of the member `name`, at most 4,096 bytes.
    mutating func text(_ name: String) throws(OperationError) -> String {
        guard let text = try member(name).string, text.utf8.count <= 4096 else {
            throw OperationError(.form, at: place(name), "a text is expected")
        }
        return text
    }

    /// The address that the member `name` writes.
    mutating func address(_ name: String) throws(OperationError) -> Address {
        let text = try text(name)
        do throws(HexError) { return try Address(hex: text) } catch {
            throw OperationError(.form, at: place(name), "no address: \(error)")
        }
    }

    /// The 32 bytes that the member `name` writes.
    mutating func hash(_ name: String) throws(OperationError) -> Hash32 {
        let text = try text(name)
        do throws(HexError) { return try Hash32(hex: text) } catch {
            throw OperationError(.form, at: place(name), "no 32 bytes: \(error)")
        }
    }

    /// The bytes that the member `name` writes.
    mutating func bytes(_ name: String) throws(OperationError) -> Bytes {
        guard let text = try member(name).string else {
            throw OperationError(.form, at: place(name), "bytes in hex are expected")
        }
        do throws(HexError) { return try Bytes(hex: text) } catch {
            throw OperationError(.form, at: place(name), "\(error)")
        }
    }

    /// The number that the member `name` writes as decimal text.
    mutating func number(_ name: String) throws(OperationError) -> UInt256 {
        let text = try text(name)
        guard let number = try? UInt256(decimal: text) else {
            throw OperationError(.form, at: place(name), "a decimal number as text is expected")
        }
        return number
    }

    /// Ends the reading: a member that nobody read is refused.
    func finish() throws(OperationError) {
        for member in members where !read.contains(where: member.isNamed) {
            let name = EscapedText(member.name, limit: 80).description
            throw OperationError(.unknownMember, at: place(name), "the member is not known")
        }
    }

    /// The path of the member `name`.
    func place(_ name: String) -> String {
        path.isEmpty ? name : path + "." + name
    }
}
