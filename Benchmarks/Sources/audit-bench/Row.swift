/// What was measured, beside its goal.
struct Row {
    let name: String
    let value: Double
    let unit: String
    let goal: Double
    /// Whether less is better.
    var isCost = false

    /// Whether the goal is reached.
    var isReached: Bool { isCost ? value <= goal : value >= goal }

    /// Prints the row.
    func show() {
        let sign = isCost ? "<=" : ">="
        print(
            "\(name): \(Row.text(value)) \(unit), goal \(sign) \(Row.text(goal)): "
                + (isReached ? "reached" : "missed"))
    }

    private static func text(_ number: Double) -> String {
        number >= 1000 ? "\(Int(number))" : "\((number * 100).rounded() / 100)"
    }
}
