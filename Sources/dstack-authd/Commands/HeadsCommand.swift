import ArgumentParser
import Authorization
import AuthorizationService

/// What is known of the heads across restarts, and what a person decides about it.
struct HeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads",
        abstract: "Show floor, halt and excluded operators; end a halt, release an operator.",
        discussion: """
            acknowledge and release are orders to the service that runs on the state folder, given \
            by its user or root. Exit code 0: done; 1: refused, or no service took it, and nothing \
            was changed; 2: taken, but not answered (show tells).
            """,
        subcommands: [HeadsShow.self, HeadsAcknowledge.self, HeadsRelease.self])
}

/// Shows what is kept.
struct HeadsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show floor, halt and excluded operators.")

    @OptionGroup var options: HeadsOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let page = HeadsPage(try options.memory(), isServed: options.isServed)
        print(json ? page.json : page.text)
    }
}

/// Ends a halt.
struct HeadsAcknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "You have looked at the halt: allows are possible again.",
        discussion: """
            The floor stays, and the quorum. Where a quorum goes on saying what was halted for, the \
            next round halts again. Without a halt, clocks that were wrong before are acknowledged.
            """)

    @OptionGroup var options: HeadsOptions

    @Option(
        help: """
            After final.regressed, where the chain was given up in earnest: the hash that is final \
            at the floor's number now.
            """)
    var floor: String?

    func run() async throws {
        let named = try floor.map { try HeadsOptions.hash($0) }
        let halt = try options.memory().halt
        try await HeadsOrdering(options).give(HeadOrder(.acknowledge(halt, floor: named)))
    }
}

/// Gives an operator its vote again.
struct HeadsRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "You have looked at what an operator said: it has a vote again.")

    @OptionGroup var options: HeadsOptions

    @Argument(help: "The operator's label.")
    var `operator`: String

    func run() async throws {
        _ = try options.memory()
        try await HeadsOrdering(options).give(HeadOrder(.release(operator: `operator`)))
    }
}
