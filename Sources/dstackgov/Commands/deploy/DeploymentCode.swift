import Authorization

/// The code of the contracts that are deployed, checked against what this program knows.
struct DeploymentCode {
    let kms: Artifact
    let app: Artifact
    let proxy: Artifact
    let timelock: Artifact

    /// Reads the artifacts in `folder`.
    init(folder: String) throws(CommandFailure) {
        kms = try Artifact(.dstackKms, in: folder)
        app = try Artifact(.dstackApp, in: folder)
        proxy = try Artifact(.proxy, in: folder)
        timelock = try Artifact(Artifact.timelock, in: folder)
    }
}
