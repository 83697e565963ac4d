import ArgumentParser
import Authorization
import Codec
import Cryptography
import DecisionLog
import Glibc
import Primitives

/// Makes the next overlay, from the one in force or from nothing.
struct BrakeMake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Make the next brake, from the one in force or from nothing.",
        discussion: """
            Kinds: app, compose, device, instance, measurement, all. A service takes the file \
            within a second after it was put in place (write beside it, then rename). A brake can \
            only deny; an empty one releases.
            """)

    @Option(help: "The file with the Ed25519 key; made when it is not there.")
    var key: String

    @Option(help: "The brake in force, whose entries are kept and whose sequence is raised.")
    var previous: String?

    @Option(help: "The KMS contract; that of --previous unless given.")
    var kms: String?

    @Option(help: "The chain's number; that of --previous unless given.")
    var chainID: UInt64?

    @Option(
        help: ArgumentHelp("Deny: kind=value, or all; several times.", valueName: "kind=value"))
    var deny: [String] = []

    @Option(help: ArgumentHelp("Deny no longer: kind=value, or all.", valueName: "kind=value"))
    var lift: [String] = []

    @Flag(help: "Deny nothing any more.")
    var release = false

    @Option(help: "Why: the denied guests' operators read it.")
    var reason = "stopped by the operator"

    @Option(help: "Where the brake goes; replaced in one step.")
    var out: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let key = try BrakeKey.open(key)
        let before = try previous.map { path throws(CommandFailure) in
            try BrakeShow.read(path, signedBy: [key.identity.publicKey])
        }
        var entries = release ? [] : before?.entries ?? []
        for text in lift {
            let entry = try entry(text)
            entries.removeAll { $0.kind == entry.kind && $0.value == entry.value }
        }
        for text in deny {
            let entry = try entry(text)
            entries.removeAll { $0.kind == entry.kind && $0.value == entry.value }
            entries.append(entry)
        }
        guard
            let overlay = BrakeOverlay(
                chainID: try chain(before), kms: try contract(before),
                sequence: (before?.sequence ?? 0) + 1,
                issued: Timestamp(seconds: UInt64(max(0, time(nil)))), entries: entries),
            let signature = key.sign(overlay.signedText)
        else {
            throw CommandFailure(.input, "more than \(BrakeOverlay.mostEntries) entries")
        }
        let document = overlay.document(signature: signature, by: key.identity.publicKey)
        try File.write(document.serialized(.pretty) + "\n", to: out, replacing: true)
        output.print(BrakeShow.page(overlay), json: document)
    }

    private func entry(_ text: String) throws(CommandFailure) -> BrakeEntry {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? String(parts[1]) : ""
        guard let kind = BrakeEntry.Kind(rawValue: String(parts[0])),
            let entry = BrakeEntry(kind, value, reason: reason)
        else {
            throw CommandFailure(
                .input, "\(EscapedText(text, limit: 200)) is nothing that a brake can deny",
                remedy: "Give app=0x…, compose=0x…, device=0x…, instance=0x…, measurement=0x… or "
                    + "all, and a reason of at most \(BrakeEntry.longestReason) ASCII characters.")
        }
        return entry
    }

    private func chain(_ before: BrakeOverlay?) throws(CommandFailure) -> ChainID {
        if let chainID { return ChainID(UInt256(chainID)) }
        guard let before else {
            throw CommandFailure(.input, "no chain", remedy: "Give --chain-id or --previous.")
        }
        return before.chainID
    }

    private func contract(_ before: BrakeOverlay?) throws(CommandFailure) -> Address {
        if let kms {
            guard let address = try? Address(hex: kms) else {
                throw CommandFailure(.input, "--kms: no address, or a wrong checksum")
            }
            return address
        }
        guard let before else {
            throw CommandFailure(.input, "no KMS contract", remedy: "Give --kms or --previous.")
        }
        return before.kms
    }
}
