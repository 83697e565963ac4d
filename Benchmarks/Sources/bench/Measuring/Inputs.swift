import Codec
import Glibc
import Primitives

/// The files that `tools/bench` writes.
struct Inputs {
    let folder: String

    /// An input that is not there, or an operation that gives something else than it should.
    struct Wrong: Error {
        let name: String
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> Bytes {
        guard let file = fopen(folder + "/" + name, "rb") else { throw Wrong(name: name) }
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

    /// What must come out.
    func expected(_ path: String...) throws -> JSONValue {
        try path.reduce(try json("expected.json")) { try $0.member($1) }
    }

    /// The result within a node's answer.
    func result(_ name: String) throws -> Bytes {
        let answer = try bytes(name)
        let head = #"{"jsonrpc":"2.0","id":1,"result":"#.utf8.count
        guard answer.count > head + 1 else { throw Wrong(name: name) }
        return answer.slice(head..<(answer.count - 1))
    }

    /// The text of a file, which stays where it is until the process ends.
    func lastingText(_ name: String) throws -> UnsafeBufferPointer<CChar> {
        let bytes = try bytes(name)
        let text = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { text[index] = CChar(bitPattern: byte) }
        return UnsafeBufferPointer(text)
    }
}

extension JSONValue {
    /// The member `name`, which must be there.
    func member(_ name: String) throws -> JSONValue {
        guard let member = self[name] else { throw Inputs.Wrong(name: name) }
        return member
    }

    /// The text of a member.
    func text(_ name: String) throws -> String { try member(name).string() }

    /// The text.
    func string() throws -> String {
        guard case .string(let text) = self else { throw Inputs.Wrong(name: "string") }
        return text
    }

    /// The items of an array.
    func items() throws -> [JSONValue] {
        guard case .array(let items) = self else { throw Inputs.Wrong(name: "array") }
        return items
    }

    /// The bytes of a string of hex.
    func hex() throws -> Bytes { try Bytes(hex: string()) }
}
