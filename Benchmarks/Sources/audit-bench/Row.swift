/// What was measured, beside its goal.
struct Row {
    let name: String
    let value: Double
    let unit: String
    /// Nil where none is set.
    var goal: Double?
    /// Whether less is better.
    var isCost = false

    /// Whether the goal is reached.
    var isReached: Bool {
        guard let goal else { return true }
        return isCost ? value <= goal : value >= goal
    }

    /// Prints the row.
    func show() {
        let measured = "\(name): \(Row.text(value)) \(unit)"
        guard let goal else { return print(measured) }
        print(
            "\(measured), goal \(isCost ? "<=" : ">=") \(Row.text(goal)): "
                + (isReached ? "reached" : "missed"))
    }

    private static func text(_ number: Double) -> String {
        number >= 1000 ? "\(Int(number))" : "\((number * 100).rounded() / 100)"
    }
}
