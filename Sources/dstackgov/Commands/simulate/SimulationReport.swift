import Chain
import Codec
import Contracts
import Governance
import Primitives

/// What a simulation showed.
struct SimulationReport {
    let result: SimulationRun.Result
    let calls: CallInspection
    let questions: [BootQuestion]

    /// For people.
    var page: Page {
        var page = Page()
        page.heading("Outcome")
        for outcome in result.outcomes {
            if let failure = outcome.failure {
                page.line("  \(outcome.stage.rawValue) fails: \(failure)", .danger)
            } else {
                let gas = outcome.gasUsed.map { ", \($0) gas" } ?? ""
                page.line("  \(outcome.stage.rawValue) succeeds\(gas)", .good)
            }
            for log in outcome.logs {
                page.line("    \(log.address)  \(SimulationReport.text(log))")
            }
        }
        if !result.isWhole {
            page.line("  without eth_simulateV1: logs are missing, what comes after is predicted")
        }
        page.heading("State")
        for (index, change) in calls.changes.enumerated() {
            page.line("  \(change.contract)")
            page.line("    \(change.entry)   \(before(index)) → \(after(index))")
        }
        if !questions.isEmpty { page.heading("Would it boot?") }
        for (index, question) in questions.enumerated() {
            page.line("  \(question.path)")
            page.facts([
                ("now", BootQuestion.answer(result.answersBefore[index])),
                ("then", BootQuestion.answer(result.answersAfter[index])),
            ])
        }
        return page
    }

    /// For programs.
    var json: JSONValue {
        [
            "whole": .bool(result.isWhole),
            "steps": .array(
                result.outcomes.map { outcome in
                    [
                        "step": .string(outcome.stage.rawValue),
                        "succeeds": .bool(outcome.failure == nil),
                        "failure": outcome.failure.map(JSONValue.string) ?? .null,
                        "logs": .array(
                            outcome.logs.map { log in
                                [
                                    "address": .string(log.address.checksummed),
                                    "event": .string(SimulationReport.text(log)),
                                ]
                            }),
                    ]
                }),
            "state": .array(
                calls.changes.enumerated().map { index, change in
                    [
                        "contract": .string(change.contract.checksummed),
                        "entry": .string(change.entry), "before": .string(before(index)),
                        "after": .string(after(index)),
                    ]
                }),
            "boots": .array(
                questions.enumerated().map { index, question in
                    [
                        "request": .string(question.path),
                        "now": .string(BootQuestion.answer(result.answersBefore[index])),
                        "then": .string(BootQuestion.answer(result.answersAfter[index])),
                    ]
                }),
        ]
    }

    private func before(_ index: Int) -> String {
        value(result.before, index) ?? "?"
    }

    /// The value that was read, or the one that the calldata sets where nothing could be read.
    private func after(_ index: Int) -> String {
        let failed = result.outcomes.contains { $0.failure != nil }
        if failed, !result.isWhole { return before(index) }
        return value(result.after, index) ?? calls.changes[index].after
    }

    private func value(_ values: [Bytes?], _ index: Int) -> String? {
        guard values.indices.contains(index), let data = values[index] else { return nil }
        return calls.changes[index].value(data)
    }

    private static func text(_ log: Log) -> String {
        let decoded = KnownContracts.decodeLog(topics: log.topics, data: log.data)
        let text = decoded?.description ?? "unknown event \(log.topics.first?.hex ?? "")"
        return EscapedText(text, limit: 2000).description
    }
}
