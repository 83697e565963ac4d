import ArgumentParser

/// A word where a command is expected, which names none: the parser itself would stumble over the
/// options behind it.
struct UnknownCommand {
    /// What was typed before it.
    let path: [String]
    /// What was typed.
    let word: String
    /// The commands that there are.
    let known: [String]

    /// Finds it in the arguments of a program whose commands stand below `root`; nil where every word
    /// names a command.
    init?(_ arguments: [String], of root: any ParsableCommand.Type) {
        var command = root
        var path = [ManualPage.name(of: root)]
        for word in arguments {
            let inner = command.configuration.subcommands
            guard !inner.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            guard let next = inner.first(where: { ManualPage.name(of: $0) == word }) else {
                guard command.configuration.defaultSubcommand == nil else { return nil }
                self.path = path
                self.word = word
                known = inner.map(ManualPage.name)
                return
            }
            command = next
            path.append(word)
        }
        return nil
    }

    /// What is wrong, and what was perhaps meant.
    var failure: CommandFailure {
        let place = path.joined(separator: " ")
        let near = known.map { (name: $0, distance: UnknownCommand.distance($0, word)) }
            .filter { $0.distance <= 3 }.min { $0.distance < $1.distance }
        let guess = near.map { "Perhaps \($0.name)? " } ?? ""
        return CommandFailure(
            .input, "\(place): no command \(word)", remedy: guess + "See \(place) --help.")
    }

    /// How many letters differ (Levenshtein's distance).
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8.prefix(64)))
        var row = Array(0...right.count)
        for (line, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let above = row[column + 1]
                row[column + 1] = min(
                    above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
