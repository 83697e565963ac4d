import Primitives

/// The tables of a report, the same in every form of it.
struct ReportTables {
    struct Table {
        let title: String
        let header: [String]
        let rows: [[String]]
    }

    let content: ReportContent

    var facts: [(name: String, value: String)] {
        let last = content.last.map { "\($0.number) (\($0.hash.hex))" } ?? "none"
        return [
            ("Chain", content.deployment.chainID.description),
            ("DstackKms", content.deployment.kms.checksummed),
            ("Blocks", "\(content.deployment.firstBlock) to \(last)"),
            ("Time of the last block", content.lastTime?.description ?? "unknown"),
            ("Content (SHA-256)", content.digest.hex),
            ("Verdict", verdict),
        ]
    }

    var verdict: String {
        content.verification.isComplete
            ? "complete: nothing is missing from this history"
            : "not proved to be complete; see Evidence"
    }

    var all: [Table] { [evidence, states, inForce, authority, timeline, contracts, faults] }

    private var evidence: Table {
        let result = content.verification
        var rows = result.ranges.map {
            ["\($0.blocks.lowerBound) to \($0.blocks.upperBound)", $0.level.rawValue, $0.reason]
        }
        rows += result.refutations.map { ["", "refuted", $0] }
        rows += result.reservations.map { ["", "not checked", $0] }
        return Table(title: "Evidence", header: ["Blocks", "Level", "Why"], rows: rows)
    }

    private var states: Table {
        var rows: [[String]] = []
        for state in content.verification.states {
            rows.append([
                content.name(of: state.contract), state.isWhole ? "all known" : "others exist",
                "\(state.entryCount) entries under the storage root \(state.storageRoot.hex)",
            ])
            rows += state.findings.map { finding in
                [
                    content.name(of: state.contract), finding.kind.rawValue,
                    "\(finding.name): \(finding.found.hex)"
                        + (finding.expected.map { ", the events tell \($0.hex)" } ?? ""),
                ]
            }
        }
        let block = content.verification.stateBlock.map { " after block \($0)" } ?? ""
        return Table(
            title: "State against events" + block, header: ["Contract", "Finding", "What"],
            rows: rows)
    }

    private var inForce: Table {
        Table(
            title: "What is allowed at the end",
            header: ["Contract", "Policy", "Value", "Since", "Block", "Through", "Signers"],
            rows: content.inForce.map { entry in
                [
                    content.name(of: entry.contract), entry.change.kind, entry.change.value,
                    entry.time.description, entry.block.description, through(entry),
                    signers(entry),
                ]
            })
    }

    private var authority: Table {
        Table(
            title: "Who could decide", header: ["Contract", "Power", "Holder", "From", "Until"],
            rows: content.periods.map { period in
                [
                    content.name(of: period.contract), period.power, period.holder,
                    "\(period.begin.time) (block \(period.begin.block))",
                    period.end.map { "\($0.time) (block \($0.block))" } ?? "",
                ]
            })
    }

    private var timeline: Table {
        Table(
            title: "Every change",
            header: [
                "Time", "Block", "Contract", "Change", "Value", "Through", "Waited", "Signers",
                "Evidence",
            ],
            rows: content.shown.map { entry in
                [
                    entry.time.description, entry.block.description,
                    content.name(of: entry.contract),
                    (entry.change.isEnabled ? "" : "end of ") + entry.change.kind,
                    entry.change.value, through(entry),
                    entry.passage.map { SecondsSpan(seconds: $0.waited).description } ?? "",
                    signers(entry), content.verification.level(of: entry.block).rawValue,
                ]
            })
    }

    private var contracts: Table {
        Table(
            title: "Contracts", header: ["Name", "Address", "Named by"],
            rows: content.subjects.map {
                [
                    content.name(of: $0.address), $0.address.checksummed,
                    $0.isGiven ? "the auditor" : "a log of block \($0.found)",
                ]
            })
    }

    private var faults: Table {
        Table(
            title: "Wrong answers of providers", header: ["Provider", "Block", "Fault", "Logs"],
            rows: content.faults.map {
                [$0.provider, $0.block.description, $0.kind.rawValue, "\($0.count)"]
            })
    }

    private func through(_ entry: TimelineEntry) -> String {
        if let passage = entry.passage { return "operation \(passage.operation.hex)" }
        return "directly, by \(entry.executor.checksummed)"
    }

    private func signers(_ entry: TimelineEntry) -> String {
        entry.approval?.signers.map(\.checksummed).joined(separator: " ") ?? ""
    }
}
