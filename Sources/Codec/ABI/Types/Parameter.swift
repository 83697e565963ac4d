extension ABI {
    /// A parameter of a function, event or error, a returned value, or a member of a struct.
    public struct Parameter: Hashable, Sendable {
        /// The name; empty when there is none.
        public let name: String
        /// The type, without names.
        public let type: ValueType
        /// The members of the tuple that the type is or that its arrays hold; none for other types.
        public let components: [Parameter]
        /// Whether an event has it as a topic.
        public let isIndexed: Bool

        /// A parameter whose components, if it has any, are those of its type.
        init(name: String, type: ValueType, components: [Parameter], isIndexed: Bool) {
            self.name = name
            self.type = type
            self.components = components
            self.isIndexed = isIndexed
        }

        /// A parameter of a type; the members of its tuples have no names.
        public init(_ type: ValueType, name: String = "", isIndexed: Bool = false) {
            self.init(
                name: name, type: type, components: type.core.unnamedMembers, isIndexed: isIndexed)
        }
    }
}

extension ABI.ValueType {
    /// The type without its arrays.
    var core: ABI.ValueType {
        switch form {
        case .array(let element), .fixedArray(let element, _): element.core
        default: self
        }
    }

    /// What stands behind the core's text: `[2][]`.
    var suffix: String {
        switch form {
        case .array(let element): element.suffix + "[]"
        case .fixedArray(let element, let count): element.suffix + "[\(count)]"
        default: ""
        }
    }

    fileprivate var unnamedMembers: [ABI.Parameter] {
        if case .tuple(let members) = form { members.map { ABI.Parameter($0) } } else { [] }
    }
}

extension ABI.Parameter: CustomStringConvertible {
    /// The parameter as human-readable declarations write it: `(uint256 a, string b)[] list`.
    public var description: String {
        let written =
            components.isEmpty
            ? type.description
            : "(" + components.map(\.description).joined(separator: ", ") + ")" + type.suffix
        return written + (isIndexed ? " indexed" : "") + (name.isEmpty ? "" : " " + name)
    }
}

extension [ABI.Parameter] {
    /// The types in parentheses, as signatures have them.
    var signature: String { "(" + map(\.type.description).joined(separator: ",") + ")" }
    /// The parameters in parentheses, as human-readable declarations have them.
    var declaration: String { "(" + map(\.description).joined(separator: ", ") + ")" }
}
