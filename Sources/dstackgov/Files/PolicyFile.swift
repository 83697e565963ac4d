import Codec
import Governance
import Primitives
import YAML

/// Policy documents of people: JSON, or YAML by the file's name.
enum PolicyFile {
    /// Reads the document at `path`.
    static func read(_ path: String) throws(CommandFailure) -> PolicyDocument {
        let bytes = try File.read(path)
        let value: JSONValue
        do throws(DocumentError) {
            let isYAML = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
            let located = try isYAML ? LocatedValue(yaml: bytes) : LocatedValue(json: bytes)
            value = located.json
        } catch {
            throw CommandFailure(.input, "\(path):\(error)")
        }
        do throws(OperationError) { return try PolicyDocument(value) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}
