import Codec
import Primitives

/// A recorded basis that cannot be read.
public struct BasisFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The way to the member, for example `basis.recent.hash`.
    public let member: String

    /// One sentence for people.
    public var description: String {
        "the record's \(EscapedText(member, limit: 80)) is missing or of another form"
    }
}

/// Reads members of a record, each in one form only.
struct BasisReader {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, _ path: String) {
        self.value = value
        self.path = path
    }

    func fault(_ name: String) -> BasisFault { BasisFault(member: "\(path).\(name)") }

    func member(_ name: String) throws(BasisFault) -> BasisReader {
        guard let member = value[name] else { throw fault(name) }
        return BasisReader(member, "\(path).\(name)")
    }

    func optional<Value>(
        _ name: String, _ read: (BasisReader) throws(BasisFault) -> Value
    ) throws(BasisFault) -> Value? {
        let member = try member(name)
        return member.value.isNull ? nil : try read(member)
    }

    func text(_ name: String) throws(BasisFault) -> String {
        guard let text = value[name]?.string else { throw fault(name) }
        return text
    }

    func isText(_ name: String, _ expected: String) -> Bool { value[name]?.string == expected }

    func texts(_ name: String) throws(BasisFault) -> [String] {
        guard let items = value[name]?.array else { throw fault(name) }
        var texts: [String] = []
        for item in items {
            guard let text = item.string else { throw fault(name) }
            texts.append(text)
        }
        return texts
    }

    func flag(_ name: String) throws(BasisFault) -> Bool {
        guard let flag = value[name]?.bool else { throw fault(name) }
        return flag
    }

    func integer(_ name: String) throws(BasisFault) -> UInt64 {
        guard let number = value[name]?.integer(as: UInt64.self) else { throw fault(name) }
        return number
    }

    func int(_ name: String) throws(BasisFault) -> Int {
        guard let number = value[name]?.integer(as: Int.self) else { throw fault(name) }
        return number
    }

    func hash(_ name: String) throws(BasisFault) -> Hash32 {
        guard let hash = try? Hash32(hex: try text(name)) else { throw fault(name) }
        return hash
    }

    func address(_ name: String) throws(BasisFault) -> Address {
        guard let address = try? Address(hex: try text(name)) else { throw fault(name) }
        return address
    }

    func blockNumber(_ name: String) throws(BasisFault) -> BlockNumber {
        guard let number = try? BlockNumber(decimal: try text(name)) else { throw fault(name) }
        return number
    }

    func code(_ name: String) throws(BasisFault) -> DecisionCode {
        guard let code = DecisionCode(rawValue: try text(name)) else { throw fault(name) }
        return code
    }
}
