import Codec
public import Primitives

/// Where a proposed measurement comes from, so that signers can build it again and compare.
public struct Provenance: Hashable, Sendable {
    /// The revision of the source that was built.
    public var sourceCommit: String
    /// How it was built: a command, or the address of a build record.
    public var build: String
    /// The digest of the built artefact, in hex.
    public var artifactDigest: String

    /// A provenance; all of it is the proposer's word.
    public init(sourceCommit: String, build: String, artifactDigest: String) {
        self.sourceCommit = sourceCommit
        self.build = build
        self.artifactDigest = artifactDigest
    }
}

extension Provenance {
    /// Reads a provenance document.
    ///
    /// - Parameter document: A JSON object with the three members and no other.
    /// - Throws: ``OperationError`` with the member at fault.
    public init(document: Bytes) throws(OperationError) {
        try self.init(Operation.parse(document), at: "")
    }

    /// Reads the provenance that stands at `path` of a document.
    init(_ value: JSONValue, at path: String) throws(OperationError) {
        var reader = try DocumentReader(value, at: path)
        self.init(
            sourceCommit: try reader.text("sourceCommit"), build: try reader.text("build"),
            artifactDigest: try reader.text("artifactDigest"))
        try reader.finish()
    }
}
