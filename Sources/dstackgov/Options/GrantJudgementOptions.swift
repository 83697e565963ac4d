import ArgumentParser
import Primitives

/// What an auditor makes of the grants that released keys rest on.
struct GrantJudgementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An implementation whose code you have examined; repeat it for others.",
            valueName: "address"))
    var knownCode: [String] = []

    @Option(
        help: ArgumentHelp("A grant in force for fewer hours was short-lived.", valueName: "hours"))
    var shortLived: UInt64 = 24

    /// The implementations that were examined.
    func examinedCode() throws(CommandFailure) -> Set<Address> {
        var known: Set<Address> = []
        for text in knownCode {
            do { known.insert(try Address(hex: text)) } catch {
                throw CommandFailure(.input, "--known-code \(EscapedText(text)): \(error)")
            }
        }
        return known
    }

    /// For how many seconds a grant must have been in force.
    func shortSeconds() throws(CommandFailure) -> UInt64 {
        let (seconds, overflow) = shortLived.multipliedReportingOverflow(by: 3600)
        guard !overflow else {
            throw CommandFailure(.input, "--short-lived: \(shortLived) h is too long a time")
        }
        return seconds
    }
}
