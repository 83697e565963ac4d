import Codec
import Primitives

/// The checksum of Transaction Builder files: Keccak-256 over a serialization of its own, in which
/// objects are their sorted names and then their values, the batch has no name, and `checksum` is
/// absent (safe-react-apps, `lib/checksum.ts`).
enum TransactionBuilderChecksum {
    /// The checksum that `file` should have; nil when it is no object.
    static func of(_ file: JSONValue) -> Hash32? {
        guard let members = file.object else { return nil }
        var sealed: [JSONMember] = members.filter { !$0.isNamed("meta") }
        var meta = (file["meta"]?.object ?? []).filter {
            !$0.isNamed("name") && !$0.isNamed("checksum")
        }
        meta.append(JSONMember("name", .null))
        sealed.append(JSONMember("meta", .object(meta)))
        var text = ""
        serialize(.object(sealed), into: &text)
        return Keccak256.hash(utf8: text)
    }

    private static func serialize(_ value: JSONValue, into text: inout String) {
        switch value {
        case .object(let members):
            // JavaScript sorts by UTF-16 code units.
            let sorted = members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
            let names = JSONValue.array(sorted.map { .string($0.name) })
            text += "{" + names.serialized()
            for member in sorted {
                serialize(member.value, into: &text)
                text += ","
            }
            text += "}"
        case .array(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                serialize(item, into: &text)
            }
            text += "]"
        default: text += value.serialized()
        }
    }
}
