import Authorization
import Codec
import Primitives

/// A compiled contract, as the contracts' build writes it, and only if its code is one that this
/// program knows.
struct Artifact {
    /// What `new` takes, without the constructor's arguments.
    let creation: Bytes
    /// The code after deployment: with its own address where the artifact has zeros.
    let template: CodeTemplate

    /// The timelock: OpenZeppelin's TimelockController 5.4.0 as `contracts/src` builds it, without
    /// immutables.
    static let timelock = CodeTemplate(
        name: "GovernanceTimelock", byteCount: 6535, immutables: [],
        hash: Hash32(
            literal: 0x31d31e2df8f7ce229c6015448c12b64898f4f9d9f9dc405ffc9f46c35ecdbdc5))

    /// Reads the artifact of the contract `template.name`.
    ///
    /// - Parameters:
    ///   - template: The code that it must have.
    ///   - folder: Where the artifacts are.
    /// - Throws: ``CommandFailure``: `refused` when the artifact has other code.
    init(_ template: CodeTemplate, in folder: String) throws(CommandFailure) {
        let path = "\(folder)/\(template.name).json"
        let bytes = try File.read(path)
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        func code(_ name: String) throws(CommandFailure) -> Bytes {
            guard let text = value[name]?.string, let code = try? Bytes(hex: text), !code.isEmpty
            else { throw CommandFailure(.input, "\(path): \(name) is no code") }
            return code
        }
        creation = try code("creationBytecode")
        self.template = template
        let runtime = try code("runtimeBytecode")
        guard runtime.count == template.byteCount, Keccak256.hash(runtime) == template.hash else {
            throw CommandFailure(
                .refused, "\(path): is not the \(template.name) that this program was made with",
                remedy: "Give the artifacts of this version with --artifacts.")
        }
    }
}
