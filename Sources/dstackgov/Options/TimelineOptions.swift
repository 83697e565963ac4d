import ArgumentParser
import Audit
import Primitives

/// Which changes are asked for.
struct TimelineOptions: ParsableArguments {
    @Flag(help: "Every change: owners, roles, delays, signers, schedules and executions, too.")
    var all = false

    @Option(
        help: ArgumentHelp("Only changes of this kind, as the table names it.", valueName: "kind"))
    var kind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only changes of this contract: an address, or kms, app, timelock or safe.",
            valueName: "contract"))
    var contract: [String] = []

    @Option(help: ArgumentHelp("Only changes whose value holds this text.", valueName: "text"))
    var value: [String] = []

    @Option(help: ArgumentHelp("From this block or moment (UTC) on.", valueName: "block|time"))
    var since: String?

    @Option(help: ArgumentHelp("Up to this block or moment (UTC).", valueName: "block|time"))
    var until: String?

    /// The filter that the options make.
    func filter(_ deployment: Deployment) throws(CommandFailure) -> TimelineFilter {
        var filter = TimelineFilter()
        filter.includesEverything = all
        filter.kinds = Set(kind)
        filter.values = value
        for text in contract { filter.contracts.insert(try deployment.contract(text)) }
        if let since {
            switch try Moment(since, option: "--since") {
            case .block(let number): filter.first = number
            case .time(let time): filter.since = time
            }
        }
        if let until {
            switch try Moment(until, option: "--until") {
            case .block(let number): filter.last = number
            case .time(let time): filter.until = time
            }
        }
        return filter
    }
}

extension Deployment {
    /// The contract that a name or an address names.
    func contract(_ text: String) throws(CommandFailure) -> Address {
        switch text.lowercased() {
        case "kms": return kms
        case "timelock": return timelock
        case "safe": return safe
        case "app":
            guard let app else { throw CommandFailure(.input, "the deployment has no app") }
            return app
        default:
            do { return try Address(hex: text) } catch {
                throw CommandFailure(
                    .input, "--contract \(EscapedText(text)): \(error)",
                    remedy: "Give an address, or kms, app, timelock or safe.")
            }
        }
    }
}

/// A place in a history: a block, or a moment.
enum Moment {
    case block(BlockNumber)
    case time(Timestamp)

    /// The place that an option names: a number, or a moment as RFC 3339 writes it in UTC
    /// (`2026-01-31T12:00:00Z`), a day alone standing for its beginning.
    init(_ text: String, option: String) throws(CommandFailure) {
        if let number = UInt64(text) {
            self = .block(BlockNumber(number))
        } else if let time = Timestamp(utc: text) {
            self = .time(time)
        } else {
            throw CommandFailure(
                .input, "\(option): \(EscapedText(text)) is neither a block nor a moment",
                remedy: "Give a number, or a moment in UTC such as 2026-01-31T12:00:00Z.")
        }
    }
}
