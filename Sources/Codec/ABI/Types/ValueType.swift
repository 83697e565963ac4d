extension ABI {
    /// The type of a value: elementary, array or tuple.
    ///
    /// What coding needs to know at every value (is it dynamic, how long is its head) is found once,
    /// when the type is made.
    public struct ValueType: Hashable, Sendable {
        /// What kind of type it is, with its parts.
        public enum Form: Hashable, Sendable {
            /// `uint8` to `uint256`.
            case uint(bits: Int)
            /// `int8` to `int256`.
            case int(bits: Int)
            /// `bool`.
            case bool
            /// `address`.
            case address
            /// `bytes1` to `bytes32`.
            case fixedBytes(count: Int)
            /// `bytes`.
            case bytes
            /// `string`, UTF-8.
            case string
            /// `T[]`.
            indirect case array(ValueType)
            /// `T[n]`.
            indirect case fixedArray(ValueType, count: Int)
            /// `(T, U)`.
            case tuple([ValueType])
        }

        /// What kind of type it is, with its parts.
        public let form: Form
        /// The same of a type that has no parts.
        let plain: Plain
        /// Whether the head holds an offset in place of the value.
        public let isDynamic: Bool
        /// The number of bytes in the head: 32 when dynamic. Sizes beyond Int count as `Int.max`.
        public let headSize: Int
        /// The number of bytes of the value's own head: the heads of a tuple's members, of a fixed
        /// array's elements.
        let contentSize: Int
        /// The number of arrays and tuples within each other.
        public let depth: Int

        /// A type from its parts.
        ///
        /// - Throws: ``ABIError`` with rule `unknownType` for a size that does not exist, `emptyType`
        ///   or `depth`.
        public init(_ form: Form) throws(ABIError) {
            switch form {
            case .uint(let bits), .int(let bits):
                guard bits > 0, bits <= 256, bits.isMultiple(of: 8) else {
                    throw ABIError(.unknownType, at: 0, found: bits)
                }
            case .fixedBytes(let count):
                guard count > 0, count <= 32 else {
                    throw ABIError(.unknownType, at: 0, found: count)
                }
            case .fixedArray(_, let count):
                guard count > 0 else { throw ABIError(.emptyType, at: 0) }
            case .tuple(let members):
                guard !members.isEmpty else { throw ABIError(.emptyType, at: 0) }
            case .bool, .address, .bytes, .string, .array: break
            }
            self.init(checked: form)
            guard depth <= ABI.maximumDepth else {
                throw ABIError(.depth, at: 0, expected: ABI.maximumDepth, found: depth)
            }
        }

        private init(checked form: Form) {
            self.form = form
            plain = Plain(form)
            switch form {
            case .uint, .int, .bool, .address, .fixedBytes:
                (isDynamic, contentSize, depth) = (false, ABI.wordSize, 0)
            case .bytes, .string:
                (isDynamic, contentSize, depth) = (true, ABI.wordSize, 0)
            case .array(let element):
                (isDynamic, contentSize, depth) = (true, ABI.wordSize, element.depth + 1)
            case .fixedArray(let element, let count):
                isDynamic = element.isDynamic
                contentSize = ABI.saturating(element.headSize, times: count)
                depth = element.depth + 1
            case .tuple(let members):
                isDynamic = members.contains { $0.isDynamic }
                contentSize = ABI.headSize(of: members)
                depth = 1 + members.reduce(0) { max($0, $1.depth) }
            }
            headSize = isDynamic ? ABI.wordSize : contentSize
        }

        /// `bool`.
        public static let bool = ValueType(checked: .bool)
        /// `address`.
        public static let address = ValueType(checked: .address)
        /// `uint256`.
        public static let uint256 = ValueType(checked: .uint(bits: 256))
        /// `int256`.
        public static let int256 = ValueType(checked: .int(bits: 256))
        /// `bytes32`.
        public static let bytes32 = ValueType(checked: .fixedBytes(count: 32))
        /// `bytes`.
        public static let bytes = ValueType(checked: .bytes)
        /// `string`.
        public static let string = ValueType(checked: .string)
    }

    /// The number of bytes that the heads of `types` take together; at most `Int.max`.
    static func headSize(of types: [ValueType]) -> Int {
        types.reduce(0) { size, type in
            let (sum, overflow) = size.addingReportingOverflow(type.headSize)
            return overflow ? Int.max : sum
        }
    }

    /// `size` times `count`, both not negative; at most `Int.max`.
    static func saturating(_ size: Int, times count: Int) -> Int {
        let (product, overflow) = size.multipliedReportingOverflow(by: count)
        return overflow ? Int.max : product
    }
}

extension ABI.ValueType: CustomStringConvertible {
    /// The canonical text, as signatures have it: `(uint256,string)[2][]`.
    public var description: String {
        switch form {
        case .uint(let bits): "uint\(bits)"
        case .int(let bits): "int\(bits)"
        case .bool: "bool"
        case .address: "address"
        case .fixedBytes(let count): "bytes\(count)"
        case .bytes: "bytes"
        case .string: "string"
        case .array(let element): "\(element)[]"
        case .fixedArray(let element, let count): "\(element)[\(count)]"
        case .tuple(let members): "(" + members.map(\.description).joined(separator: ",") + ")"
        }
    }
}
