import ArgumentParser
import Primitives

/// What an executor does by itself.
struct ExecutorOptions: ParsableArguments {
    @Flag(help: "Execute every operation of the timelock that is ready, one after the other.")
    var allReady = false

    @Flag(help: "With --all-ready: go on until stopped.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "With --all-ready: a contract that operations may call; otherwise those of --deployment.",
            valueName: "address"))
    var allow: [String] = []

    @Option(help: "With --watch: how many seconds between two looks at the queue.")
    var interval: UInt32 = 12

    @OptionGroup var deployment: DeploymentOptions

    /// The contracts that operations may call.
    func allowed(_ deployment: Deployment) throws(CommandFailure) -> Set<Address> {
        guard allow.isEmpty else {
            var allowed: Set<Address> = []
            for text in allow { allowed.insert(try Input.address(text, "--allow")) }
            return allowed
        }
        return Set([deployment.kms] + (deployment.app.map { [$0] } ?? []))
    }
}
