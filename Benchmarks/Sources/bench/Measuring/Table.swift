/// Measures rows in rounds, so that all of them see the same weather: each round runs the
/// permutation, the row's yardstick and the row, one after the other, for every row.
struct Table {
    let rows: [Row]
    let inputs: Inputs
    let rounds: Int
    let blockNanoseconds: Double

    /// What the rounds found about a row, per item and per unit of its yardstick.
    private struct Found {
        var nanoseconds: [Double] = []
        var permutation: [Double] = []
        var yardstick: [Double] = []
    }

    /// Prints one JSON line for each row.
    func measure() throws {
        let permutation = try watch(.permutation)
        let watches = try rows.map { row in
            (
                try Stopwatch(
                    try row.prepare(inputs), clock: row.clock, blockNanoseconds: blockNanoseconds),
                row.yardstick.name == Yardstick.permutationName ? nil : try watch(row.yardstick)
            )
        }
        guard let permutation else { return }
        var found = rows.map { _ in Found() }
        for _ in 0..<rounds {
            for (index, (row, (own, yardstick))) in zip(rows, watches).enumerated() {
                let unit = try permutation.measure() / Yardstick.permutation.units
                found[index].permutation.append(unit)
                if let yardstick {
                    found[index].yardstick.append(try yardstick.measure() / row.yardstick.units)
                } else if row.yardstick.name == Yardstick.permutationName {
                    found[index].yardstick.append(unit)
                }
                found[index].nanoseconds.append(try own.measure() / Double(row.items))
            }
        }
        for (row, found) in zip(rows, found) { print(line(row, found)) }
    }

    private func watch(_ yardstick: Yardstick) throws -> Stopwatch? {
        try yardstick.prepare(inputs).map {
            try Stopwatch($0, clock: yardstick.clock, blockNanoseconds: blockNanoseconds)
        }
    }

    private func line(_ row: Row, _ found: Found) -> String {
        let ns = median(found.nanoseconds)
        let p = median(zip(found.nanoseconds, found.permutation).map { $0 / $1 })
        var members = [
            "\"name\":\"\(row.name)\"", "\"title\":\"\(row.title)\"", "\"ns\":\(ns)", "\"p\":\(p)",
            "\"least\":\(found.nanoseconds.min() ?? ns)",
            "\"most\":\(found.nanoseconds.max() ?? ns)",
            "\"yardstick\":\"\(row.yardstick.name)\"", "\"units\":\(row.units)",
        ]
        if !found.yardstick.isEmpty {
            let ratios = zip(found.nanoseconds, found.yardstick).map { $0 / ($1 * row.units) }
            members.append("\"yardstickNs\":\(median(found.yardstick) * row.units)")
            members.append("\"ratio\":\(median(ratios))")
        }
        switch row.goal {
        case .permutations(let most): members.append("\"goal\":{\"p\":\(most)}")
        case .yardsticks(let most): members.append("\"goal\":{\"ratio\":\(most)}")
        case .perSecond(let least): members.append("\"goal\":{\"perSecond\":\(least)}")
        case nil: break
        }
        if let alloy = row.alloy { members.append("\"alloy\":\(alloy)") }
        if let remark = row.remark { members.append("\"remark\":\"\(remark)\"") }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
