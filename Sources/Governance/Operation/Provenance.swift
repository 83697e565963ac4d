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
