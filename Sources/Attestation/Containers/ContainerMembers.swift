import Primitives

/// The members of one map of a container, of which each must be known.
struct ContainerMembers {
    let path: String
    private let members: [String: MessagePackValue]

    init(
        _ value: MessagePackValue, path: String, known: Set<String>
    ) throws(ContainerError) {
        guard let members = value.members else { throw .type(path) }
        if let unknown = members.keys.filter({ !known.contains($0) }).min() {
            throw .unknown("\(path): \(EscapedText(unknown, limit: 80))")
        }
        self.path = path
        self.members = members
    }

    func value(_ name: String) throws(ContainerError) -> MessagePackValue {
        guard let value = members[name] else { throw .missing("\(path).\(name)") }
        return value
    }

    /// A member that may be left out.
    func optional(_ name: String) -> MessagePackValue? { members[name] }

    func text(_ name: String) throws(ContainerError) -> String {
        guard let text = try value(name).textString else { throw .type("\(path).\(name)") }
        return text
    }

    func bytes(_ name: String) throws(ContainerError) -> Bytes {
        guard let bytes = try value(name).byteString else { throw .type("\(path).\(name)") }
        return bytes
    }

    func items(_ name: String) throws(ContainerError) -> [MessagePackValue] {
        guard let items = try value(name).items else { throw .type("\(path).\(name)") }
        return items
    }

    func word(_ name: String) throws(ContainerError) -> UInt32 {
        guard let number = try value(name).number, let word = UInt32(exactly: number) else {
            throw .type("\(path).\(name)")
        }
        return word
    }

    /// An event's version, 1 where none is written.
    func version() throws(ContainerError) -> RuntimeEvent.Version {
        guard let value = members["version"] else { return .v1 }
        guard let number = value.number else { throw .type("\(path).version") }
        guard let version = RuntimeEvent.Version(rawValue: Int(clamping: number)) else {
            throw .eventVersion(number)
        }
        return version
    }
}
