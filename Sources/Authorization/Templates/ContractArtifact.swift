public import Codec
public import Primitives

/// A compiled contract, as the compiler's tools write it: Foundry (`deployedBytecode.object`),
/// Hardhat 3 (`deployedBytecode`) and this project's own build (`runtimeBytecode`), each with solc's
/// `immutableReferences`.
public struct ContractArtifact: Sendable {
    /// The contract's name.
    public let name: String
    /// The code after deployment, immutables zero.
    public let code: Bytes
    /// Where the words of the one immutable stand, in their order.
    public let immutables: [Int]
    /// solc's `storageLayout`, where the artifact has it.
    let storage: JSONValue?

    /// Reads an artifact.
    ///
    /// - Parameters:
    ///   - document: The artifact.
    ///   - fallback: The contract's name where the artifact has none.
    /// - Throws: ``ArtifactFault`` for code that is none or not linked, and for immutables that are
    ///   not told or that a template cannot check.
    public init(_ document: JSONValue, name fallback: String) throws(ArtifactFault) {
        let deployed = document["deployedBytecode"]
        let text =
            document["runtimeBytecode"]?.string ?? deployed?["object"]?.string
            ?? deployed?.string
        guard let text else {
            throw ArtifactFault("has no deployedBytecode: the artifact of a contract is needed")
        }
        // solc writes __$…$__ where the address of a library belongs.
        guard !text.contains("__") else {
            throw ArtifactFault("has libraries that are not linked: link them and compile again")
        }
        guard let code = try? Bytes(hex: text.hasPrefix("0x") ? text : "0x" + text), !code.isEmpty
        else { throw ArtifactFault("has no code: deployedBytecode is not hex, or empty") }
        let references = deployed?["immutableReferences"] ?? document["immutableReferences"]
        guard let references = references?.object else {
            throw ArtifactFault(
                "does not say where immutables stand (immutableReferences): compile with Foundry or "
                    + "Hardhat 3, or add {} where the contract has none")
        }
        self.code = code
        immutables = try ContractArtifact.places(references, in: code)
        storage = document["storageLayout"]
        name =
            document["contractName"]?.string
            ?? document["metadata"]?["settings"]?["compilationTarget"]?.object?.first?.value.string
            ?? fallback
    }

    /// The template of this code. The masked hash is that of the code with immutables zero.
    public func template(_ layout: ContractLayout?) -> CodeTemplate {
        var masked = [UInt8](code)
        for start in immutables {
            for index in start..<(start + Hash32.byteCount) { masked[index] = 0 }
        }
        return CodeTemplate(
            name: name, byteCount: code.count, immutables: immutables,
            hash: Keccak256.hash(Bytes(masked)), layout: layout)
    }

    private static func places(
        _ references: [JSONMember], in code: Bytes
    ) throws(ArtifactFault) -> [Int] {
        guard references.count <= 1 else {
            throw ArtifactFault(
                "has \(references.count) immutables: a template can check one, the contract's own "
                    + "address")
        }
        var places: [Int] = []
        for place in references.first?.value.array ?? [] {
            guard let start: Int = place["start"]?.integer(), start >= 0,
                place["length"]?.integer() == Hash32.byteCount,
                start <= code.count - Hash32.byteCount
            else {
                throw ArtifactFault("has an immutable that is no word of 32 bytes within the code")
            }
            places.append(start)
        }
        return places.sorted()
    }
}

/// Why an artifact gives no template.
public struct ArtifactFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do; without the file's name.
    public let description: String

    /// A fault.
    public init(_ description: String) { self.description = description }
}
