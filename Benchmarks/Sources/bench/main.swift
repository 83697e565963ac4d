// bench INPUTS [--rounds N] [--ms N] [--only TEXT] [--instructions] [--list]: measures every row, or
// those whose names hold TEXT, and prints one JSON line for each. `make bench` makes the inputs and
// the table.

import CYardsticks
import Glibc

struct Arguments {
    var inputs: String?
    var rounds = 7
    var milliseconds = 6.0
    var only: String?
    var countsInstructions = false
    var lists = false

    init?(_ words: ArraySlice<String>) {
        var words = words
        while let word = words.popFirst() {
            switch word {
            case "--instructions": countsInstructions = true
            case "--list": lists = true
            case "--only": only = words.popFirst()
            case "--rounds":
                guard let text = words.popFirst(), let number = Int(text), number > 0 else {
                    return nil
                }
                rounds = number
            case "--ms":
                guard let text = words.popFirst(), let number = Double(text), number > 0 else {
                    return nil
                }
                milliseconds = number
            default:
                guard inputs == nil, !word.hasPrefix("-") else { return nil }
                inputs = word
            }
        }
    }
}

guard let arguments = Arguments(CommandLine.arguments.dropFirst()), let folder = arguments.inputs
else {
    print("usage: bench INPUTS [--rounds N] [--ms N] [--only TEXT] [--instructions] [--list]")
    exit(2)
}
if let wrong = cyardsticks_prepare() {
    print("the yardsticks do not work here: \(String(cString: wrong))")
    exit(1)
}
let rows = Rows.all.filter { row in arguments.only.map { row.name.contains($0) } ?? true }
if arguments.lists {
    for row in rows { print(row.name) }
} else if arguments.countsInstructions {
    try Instructions(rows: rows, inputs: Inputs(folder: folder)).count()
} else {
    try Table(
        rows: rows, inputs: Inputs(folder: folder), rounds: arguments.rounds,
        blockNanoseconds: arguments.milliseconds * 1e6
    ).measure()
}
