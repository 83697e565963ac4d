import ArgumentParser

/// The manual page, made from the commands themselves.
struct Manual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page: dstackgov man | man -l -")

    func run() async throws {
        StandardOutput.write(ManualPage(of: Program.self).text)
    }
}
