import Attestation

/// Verifies evidence and tells what it is worth; the exit code says the same.
struct EvidenceAnswer {
    let source: EvidenceFile
    /// Where it comes from: a file or an address.
    let place: String
    let trust: EvidenceTrust

    /// Verifies, asks the chain where that is wanted, and writes the report.
    ///
    /// - Throws: ``CommandFailure``: `notVerified`, or `refused` where no key may be released.
    func give(_ question: ChainQuestion, output: OutputOptions) async throws {
        let boot: MeasuredBoot
        do throws(EvidenceFailure) { boot = try source.verified(trust) } catch {
            let report = UnverifiedReport(source, trust, error)
            output.print(report.page, json: report.document)
            throw CommandFailure(.notVerified, "\(place): \(error.reason)")
        }
        var report = EvidenceReport(source.name, boot)
        report.answer = try await question.answer(to: boot)
        output.print(report.page, json: report.document)
        if let refusal = boot.refusals.first {
            throw CommandFailure(.refused, "no key may be released: \(refusal.text)")
        }
        if let answer = report.answer, !answer.isAllowed {
            throw CommandFailure(.refused, "denied: \(answer.sentence)")
        }
    }
}
