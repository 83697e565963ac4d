import ArgumentParser
import Audit
import Codec
import Primitives

/// What a store proves, from the store alone.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "What a store proves, without asking anybody.",
        discussion: """
            Complete: the headers reach a hash that is agreed, and every block's filter excludes \
            the deployment's contracts or its receipts are all there. Agreed: by the providers of \
            the last audit sync (--quorum of them), or by you (--anchor). Exit code 1 unless \
            everything is complete and nothing is refuted.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var evidence: AgreementOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let store = try store.open()
        let result = try await evidence.verification(of: store)
        let table = VerificationTable(result: result)
        output.print(table.page, json: VerificationDocument.value(result))
        guard result.isComplete else {
            throw CommandFailure(.refused, "the history is not proved to be complete")
        }
    }
}

/// What an auditor accepts as agreed.
struct AgreementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The hash of a block that you know from elsewhere; repeat it for others.",
            valueName: "hash"))
    var anchor: [String] = []

    @Option(help: "How many providers must have the last block.")
    var quorum = 2

    /// The verification of a store.
    func verification(
        of store: AuditStore
    ) async throws(CommandFailure) -> HistoryVerification {
        guard quorum >= 1 else {
            throw CommandFailure(.input, "--quorum: at least one provider must have the block")
        }
        var anchors: Set<Hash32> = []
        for text in anchor {
            do { anchors.insert(try Hash32(hex: text)) } catch {
                throw CommandFailure(.input, "--anchor \(EscapedText(text)): \(error)")
            }
        }
        do throws(StoreError) {
            _ = try store.deployment()
            return try await Verifier(store, anchors: anchors, quorum: quorum).run()
        } catch {
            throw CommandFailure(.input, "store: \(error)")
        }
    }
}

/// A verification as a page.
struct VerificationTable {
    let result: HistoryVerification

    var page: Page {
        var page = Page()
        page.heading("Evidence")
        page.table(
            ["blocks", "level", "why not complete"],
            result.ranges.map {
                [
                    "\($0.blocks.lowerBound)–\($0.blocks.upperBound)", $0.level.rawValue,
                    $0.reason,
                ]
            })
        if let anchor = result.anchor {
            page.line(
                "  hangs on block \(anchor.number) \(anchor.hash), by "
                    + result.vouchers.map { EscapedText($0).description }.joined(separator: ", "))
        }
        page.line(
            "  \(result.excluded.byFilter) blocks are excluded by their filter, "
                + "\(result.excluded.byReceipts) are known by their receipts")
        for text in result.refutations { page.line("  refuted: \(text)", .danger) }
        for text in result.reservations { page.line("  not checked: \(text)", .warning) }
        if let block = result.stateBlock { page.heading("State after block \(block)") }
        for state in result.states { add(state, to: &page) }
        return page
    }

    private func add(_ state: StateCheck, to page: inout Page) {
        let whole =
            state.isWhole
            ? "these \(state.entryCount) entries are all of them"
            : "\(state.entryCount) entries are known; there are others, that no log names"
        page.line("  \(state.role.rawValue) \(state.contract.checksummed): \(whole)")
        for finding in state.findings {
            let expected = finding.expected.map { ", the events tell \($0.hex)" } ?? ""
            page.line(
                "    \(finding.kind.rawValue): \(EscapedText(finding.name)) holds "
                    + "\(finding.found.hex)\(expected)",
                finding.kind == .contradicted ? .danger : .plain)
        }
    }
}
