import Foundation
import TestSupport

/// A page of the documentation whose commands are run.
enum Document {
    /// The lines of the shell blocks of a page, in their order.
    ///
    /// - Parameter path: From the root of the repository.
    /// - Returns: One line for each command.
    /// - Throws: When there is no such page.
    static func commands(of path: String) throws -> [String] {
        let text = try String(contentsOf: Fixtures.root.appending(path: path), encoding: .utf8)
        var commands: [String] = []
        var isShell = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell {
                commands.append(String(line))
            }
        }
        return commands
    }

    /// The words of a line; quotes hold words together.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - variables: What stands for `$NAME`.
    /// - Returns: The words, without quotes.
    static func words(_ line: String, _ variables: [String: String] = [:]) -> [String] {
        var words: [String] = []
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index % 2 == 1 {
                words.append(String(part))
            } else {
                words += part.split(separator: " ").map(String.init)
            }
        }
        return words.map { word in
            variables.reduce(word) { text, variable in
                text.replacingOccurrences(of: "$" + variable.key, with: variable.value)
            }
        }
    }
}
