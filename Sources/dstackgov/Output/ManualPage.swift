import ArgumentParser

/// A manual page (roff with the macros of man(7)) of a program with all its commands.
struct ManualPage {
    /// The page.
    private(set) var text = ""

    /// The width that help is wrapped to: a terminal of 80 columns, indented by man.
    private static let columns = 72

    /// The page of the program whose commands stand below `root`.
    init(of root: any ParsableCommand.Type) {
        let configuration = root.configuration
        let name = configuration.commandName ?? "dstackgov"
        macro("TH", [name.uppercased(), "1", "", "\(name) \(configuration.version)", "dstack"])
        macro("SH", ["NAME"])
        lines("\(name) - \(configuration.abstract)")
        macro("SH", ["SYNOPSIS"])
        lines("\(name) COMMAND [ARGUMENT]... [OPTION]...")
        macro("SH", ["DESCRIPTION"])
        lines(configuration.discussion)
        macro("SH", ["EXIT STATUS"])
        term("0", "Done; the answer is yes.")
        for code in CommandFailure.Code.allCases {
            let meaning = code.meaning
            term("\(code.rawValue)", meaning.prefix(1).uppercased() + meaning.dropFirst() + ".")
        }
        macro("SH", ["ENVIRONMENT"])
        term("ETH_RPC_URL", "The node's JSON-RPC endpoint, where --rpc-url is not given.")
        term(
            "SAFE_SERVICE_URL",
            "The Safe Transaction Service, where --service-url is not given.")
        term("NO_COLOR", "No colour, also on a terminal, where it is set and not empty.")
        macro("SH", ["COMMANDS"])
        for command in configuration.subcommands { add(command, below: name, of: root) }
    }

    /// A command with its help, then those below it.
    private mutating func add(
        _ command: any ParsableCommand.Type, below path: String, of root: any ParsableCommand.Type
    ) {
        let name = path + " " + ManualPage.name(of: command)
        macro("SS", [name])
        macro("nf", [])
        lines(root.helpMessage(for: command, columns: ManualPage.columns))
        macro("fi", [])
        for inner in command.configuration.subcommands { add(inner, below: name, of: root) }
    }

    /// The word by which a command is called: ArgumentParser makes it of the type's name.
    static func name(of command: any ParsableCommand.Type) -> String {
        if let name = command.configuration.commandName { return name }
        var words = ""
        for character in String(describing: command) {
            if character.isUppercase, !words.isEmpty { words += "-" }
            words += character.lowercased()
        }
        return words
    }

    private mutating func macro(_ name: String, _ arguments: [String]) {
        text += "." + name
        for argument in arguments { text += " \"" + ManualPage.escaped(argument) + "\"" }
        text += "\n"
    }

    private mutating func term(_ name: String, _ meaning: String) {
        macro("TP", [])
        lines(name)
        lines(meaning)
    }

    /// Lines of text: a point or an apostrophe at the beginning is no request.
    private mutating func lines(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isRequest = line.hasPrefix(".") || line.hasPrefix("'")
            self.text += (isRequest ? "\\&" : "") + ManualPage.escaped(String(line)) + "\n"
        }
    }

    /// Text without any meaning to roff, in ASCII.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "\"": escaped += "\\(dq"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
                escaped += "\\[u" + zeros + digits + "]"
            }
        }
        return escaped
    }
}
