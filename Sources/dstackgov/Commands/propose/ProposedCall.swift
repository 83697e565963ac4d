import Codec
import Contracts
import Primitives

/// A function that can be proposed by a name of its own. Together the conformances are the table of
/// the owner's actions.
protocol ProposableCall: ABICall {
    /// The subcommand's name.
    static var name: String { get }
    /// What it does, in a line.
    static var abstract: String { get }
}

/// A contract of the deployment whose functions are proposed.
protocol ProposalTarget {
    /// The group of subcommands.
    static var name: String { get }
    /// Whether the Safe calls it itself, at once: its own functions.
    static var isSafe: Bool { get }
    /// Where it stands.
    static func address(in deployment: Deployment) -> Address?
}

/// DstackKms.
enum KmsTarget: ProposalTarget {
    static let name = "kms"
    static let isSafe = false
    static func address(in deployment: Deployment) -> Address? { deployment.kms }
}

/// DstackApp.
enum AppTarget: ProposalTarget {
    static let name = "app"
    static let isSafe = false
    static func address(in deployment: Deployment) -> Address? { deployment.app }
}

/// The timelock, which administers itself.
enum TimelockTarget: ProposalTarget {
    static let name = "timelock"
    static let isSafe = false
    static func address(in deployment: Deployment) -> Address? { deployment.timelock }
}

/// The Safe, which alone may call its owner functions.
enum SafeTarget: ProposalTarget {
    static let name = "safe"
    static let isSafe = true
    static func address(in deployment: Deployment) -> Address? { deployment.safe }
}
