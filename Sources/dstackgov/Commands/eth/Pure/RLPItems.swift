import Codec
import Primitives

/// RLP items as JSON: hex for a string, an array for a list.
enum RLPItems {
    /// Lists within lists that are taken, as many as RLP's reader takes.
    static let deepest = 64

    static func json(_ item: RLP.Item) -> JSONValue {
        switch item {
        case .string(let bytes): .string(bytes.hex)
        case .list(let items): .array(items.map(json))
        }
    }

    static func item(_ value: JSONValue, depth: Int = 0) throws -> RLP.Item {
        if let text = value.string { return .string(try Bytes(hex: text)) }
        guard let items = value.array else {
            throw LineFailure("type", "an item is hex or an array of items")
        }
        guard depth < deepest else {
            throw LineFailure("depth", "more than \(deepest) lists within lists")
        }
        return .list(try items.map { try item($0, depth: depth + 1) })
    }
}
