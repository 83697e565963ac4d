import Authorization
import Codec
import Primitives

/// What is kept across restarts, for a person or a program.
struct HeadsPage {
    let memory: HeadMemory
    let isServed: Bool

    init(_ memory: HeadMemory, isServed: Bool) {
        self.memory = memory
        self.isServed = isServed
    }

    /// A table, one thing a line.
    var text: String {
        var lines = ["service     \(isServed ? "runs" : "does not run")"]
        if let floor = memory.floor {
            lines.append("floor       block \(floor.number) \(floor.hash)")
            let isKnown = floor.acceptedAt.seconds > 0
            lines.append("accepted    \(isKnown ? "\(floor.acceptedAt)" : "acknowledged since")")
        } else {
            lines.append("floor       none")
        }
        if let halt = memory.halt {
            lines.append("halt        \(halt.code.rawValue) since \(halt.seenAt)")
            lines.append("            \(EscapedText(halt.sentence, limit: 900))")
        } else {
            lines.append("halt        none")
        }
        let excluded = memory.quarantine.sorted { $0.key < $1.key }
        if excluded.isEmpty { lines.append("excluded    none") }
        for (label, code) in excluded {
            lines.append("excluded    \(EscapedText(label, limit: 80)) \(code.rawValue)")
        }
        return lines.joined(separator: "\n")
    }

    /// The file's own members, and whether a service runs.
    var json: String {
        let kept = memory.json
        let value: JSONValue = [
            "isServed": .bool(isServed), "floor": kept["floor"] ?? .null,
            "halt": kept["halt"] ?? .null, "quarantine": kept["quarantine"] ?? .null,
        ]
        return value.serialized(JSONStyle.pretty.ascii)
    }
}
