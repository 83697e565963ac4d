import Codec
import Primitives

/// deployment.json while a governance is deployed: what was done so far, never half-written.
///
/// A transaction is in the file before it is sent: killed at any moment, a deployment can send it
/// again but never makes it twice. The format is `dstack-governance deployment 1`, which the
/// development chain writes and checks too.
struct DeploymentJournal {
    static let format = "dstack-governance deployment 1"

    /// Where a deployment stands.
    enum Status: String {
        case begun = "in-progress"
        case awaitingSignatures = "awaiting-signatures"
        case waitingForDelay = "waiting-for-delay"
        case complete
    }

    let path: String
    private(set) var document: JSONValue

    /// The journal at `path`, or a new one.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - identity: What the deployment is: chain, deployer, settings.
    /// - Throws: ``CommandFailure`` when the file was begun with another identity, or is no journal.
    init(path: String, identity: [JSONMember]) throws(CommandFailure) {
        self.path = path
        guard File.exists(path) else {
            document = .object(
                [
                    JSONMember("format", .string(DeploymentJournal.format)),
                    JSONMember("status", .string(Status.begun.rawValue)),
                ] + identity + [JSONMember("transactions", [:])])
            return
        }
        let bytes = try File.read(path)
        do throws(JSONError) { document = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        guard document["format"]?.string == DeploymentJournal.format else {
            throw CommandFailure(
                .input, "\(path): is no deployment", remedy: "Name another file with --out.")
        }
        for member in identity where document[member.name] != member.value {
            throw CommandFailure(
                .refused,
                "\(path): was begun with \(member.name) "
                    + "\(document[member.name]?.description ?? "nothing"), not \(member.value)",
                remedy: "Name another file with --out.")
        }
    }

    /// What is known of the transaction of a step; nil before it was made.
    func transaction(_ step: String) -> JSONValue? { document["transactions"]?[step] }

    /// Whether it is complete.
    var isComplete: Bool { document["status"]?.string == Status.complete.rawValue }

    /// Sets members and writes the file.
    mutating func set(_ members: [JSONMember]) throws(CommandFailure) {
        for member in members {
            document = DeploymentJournal.setting(member, in: document)
        }
        try File.write(document.serialized(.pretty) + "\n", to: path, replacing: true)
    }

    /// Sets one member and writes the file.
    mutating func set(_ name: String, _ value: JSONValue) throws(CommandFailure) {
        try set([JSONMember(name, value)])
    }

    /// Notes where it stands.
    mutating func set(_ status: Status) throws(CommandFailure) {
        try set("status", .string(status.rawValue))
    }

    /// Notes the transaction of a step and writes the file.
    mutating func set(transaction step: String, _ value: JSONValue) throws(CommandFailure) {
        let all = document["transactions"] ?? [:]
        try set("transactions", DeploymentJournal.setting(JSONMember(step, value), in: all))
    }

    private static func setting(_ member: JSONMember, in value: JSONValue) -> JSONValue {
        var members = value.object ?? []
        if let index = members.firstIndex(where: { $0.isNamed(member.name) }) {
            members[index] = member
        } else {
            members.append(member)
        }
        return .object(members)
    }
}
