import CYardsticks

/// Runs each row under callgrind, which counts the instructions of its runs alone.
struct Instructions {
    let rows: [Row]
    let inputs: Inputs
    /// How long a row may take, roughly.
    static let budget = 2e8

    /// Prints how many items each dump of callgrind is about.
    func count() throws {
        if let work = try Yardstick.permutation.prepare(inputs) {
            try count("P", items: Int(Yardstick.permutation.units), .thread, work)
        }
        for row in rows {
            try count(row.name, items: row.items, row.clock, try row.prepare(inputs))
        }
    }

    private func count(_ name: String, items: Int, _ clock: Clock, _ work: Work) throws {
        // once for what is made once, then to see how long it takes
        try work(1)
        let taken = try clock.time(1, work)
        let times = max(1, min(100, Int(Self.budget / max(taken, 1))))
        cyardsticks_count()
        try work(times)
        cyardsticks_count()
        cyardsticks_dump(name)
        print("{\"name\":\"\(name)\",\"items\":\(times * items)}")
    }
}
