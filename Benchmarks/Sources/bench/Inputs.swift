import Codec
import Glibc
import Primitives

/// The files that `make_inputs.py` writes.
struct Inputs {
    let folder: String

    /// An input that is not as it should be.
    struct Unreadable: Error {
        let name: String
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> Bytes {
        guard let file = fopen(folder + "/" + name, "rb") else { throw Unreadable(name: name) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            guard count > 0 else { return Bytes(bytes) }
            bytes += block[..<count]
        }
    }

    /// The value of a JSON file.
    func json(_ name: String) throws -> JSONValue { try JSONValue(parsing: bytes(name)) }
}

extension JSONValue {
    /// The member `name`, which must be there.
    func member(_ name: String) throws -> JSONValue {
        guard let member = self[name] else { throw Inputs.Unreadable(name: name) }
        return member
    }

    /// The text of a member.
    func text(_ name: String) throws -> String {
        guard case .string(let text) = try member(name) else {
            throw Inputs.Unreadable(name: name)
        }
        return text
    }

    /// The items of an array.
    func items() throws -> [JSONValue] {
        guard case .array(let items) = self else { throw Inputs.Unreadable(name: "array") }
        return items
    }

    /// The bytes of a string of hex.
    func hex() throws -> Bytes {
        guard case .string(let text) = self else { throw Inputs.Unreadable(name: "hex") }
        return try Bytes(hex: text)
    }
}
