import ArgumentParser

/// Where the governance stands.
struct DeploymentOptions: ParsableArguments {
    @Option(help: "The deployment document with the addresses.")
    var deployment: String = "deployment.json"

    /// Reads the document.
    func read() throws(CommandFailure) -> Deployment {
        try Deployment(path: deployment)
    }
}
