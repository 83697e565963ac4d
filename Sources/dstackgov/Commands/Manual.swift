import ArgumentParser
import Codec

/// The manual page, made from the commands themselves.
struct Manual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page: dstackgov man | man -l -")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let text = ManualPage(of: Program.self).text
        guard output.json else { return StandardOutput.write(text) }
        output.print(Page(), json: ["page": .string(text)])
    }
}
