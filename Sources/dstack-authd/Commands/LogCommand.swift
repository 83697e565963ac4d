import ArgumentParser
import Codec
import DecisionLog
import Glibc
import Primitives

/// The log of decisions, read and checked.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Verify, show and prove what the log holds.",
        subcommands: [LogVerify.self, LogShow.self, LogProve.self])
}

/// Where the log is.
struct LogOptions: ParsableArguments {
    @Option(help: "The log's folder, inside of the state folder.")
    var log = "dstack-authd-state/log"
}

/// Checks every record and every signed head.
struct LogVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every record and every signed head.")

    @OptionGroup var options: LogOptions

    @Option(help: "The log's verifier key, as the service told it at its start.")
    var publicKey: String

    func run() async throws {
        guard let identity = LogIdentity(verifierKey: publicKey) else {
            throw LogError(.key, "--public-key", "no verifier key: name+hash+key is needed")
        }
        let report = try LogReader(folder: options.log).verify(signedBy: identity)
        print("\(report.size) records, \(report.heads) signed heads, all in order")
        print("root \(report.root)")
        if report.unsigned > 0 { print("\(report.unsigned) records behind the last head") }
        if report.tornBytes > 0 { print("\(report.tornBytes) bytes of an unfinished record") }
    }
}

/// Shows records.
struct LogShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one record, or the signed heads.")

    @OptionGroup var options: LogOptions

    @Argument(help: "The index, or the decision id that the reply had; without it, the heads.")
    var record: String?

    func run() async throws {
        let reader = try LogReader(folder: options.log)
        guard let record else {
            for head in try reader.notes() { print(head.note) }
            return
        }
        guard let found = try LogSearch(record).find(in: reader) else {
            throw LogError(.record, options.log, "there is no record \(record)")
        }
        print(found.content.serialized(JSONStyle.pretty.ascii))
    }
}

/// Proves that a record is in the log.
struct LogProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove that a record is under a signed head.")

    @OptionGroup var options: LogOptions

    @Argument(help: "The index, or the decision id that the reply had.")
    var record: String

    @Option(help: "Also prove that the signed head over this many records is its beginning.")
    var since: UInt64?

    func run() async throws {
        let reader = try LogReader(folder: options.log)
        guard let found = try LogSearch(record).find(in: reader) else {
            throw LogError(.record, options.log, "there is no record \(record)")
        }
        guard let head = try reader.notes().last(where: { $0.size > found.index }) else {
            throw LogError(
                .head, options.log, "no signed head covers record \(found.index) yet")
        }
        let leaves = try reader.leaves()
        guard let proof = InclusionProof(of: found.index, size: head.size, leaves: leaves) else {
            throw LogError(.shorter, options.log, "the head counts more records than are there")
        }
        var document: [JSONMember] = [
            JSONMember("index", .number(String(found.index))),
            JSONMember("leaf", .string(found.leaf.hex)),
            JSONMember("record", .string(String(decoding: found.line, as: UTF8.self))),
            JSONMember("path", .array(proof.path.map { .string($0.hex) })),
            JSONMember("checkpoint", .string(head.note)),
        ]
        if let since,
            let consistency = ConsistencyProof(
                from: since, to: head.size, leaves: leaves)
        {
            document.append(
                JSONMember("consistency", .array(consistency.path.map { .string($0.hex) })))
        }
        print(JSONValue.object(document).serialized(JSONStyle.pretty.ascii))
    }
}

/// Finds a record by its index or by its leaf hash.
struct LogSearch {
    private let index: UInt64?
    private let leaf: Hash32?

    init(_ text: String) {
        index = UInt64(text)
        leaf = try? Hash32(hex: text)
    }

    func find(in reader: LogReader) throws(LogError) -> LogRecord? {
        var found: LogRecord?
        try reader.read { record in
            if record.index == index || record.leaf == leaf { found = record }
        }
        return found
    }
}
