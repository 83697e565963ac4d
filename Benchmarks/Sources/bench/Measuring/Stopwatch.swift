/// Measures one piece of work in blocks: the best of five, each of a length that was found once.
struct Stopwatch {
    /// How many blocks there are.
    static let blocks = 5
    private let clock: Clock
    private let work: Work
    private let times: Int

    /// Finds how many runs take `blockNanoseconds`.
    init(_ work: @escaping Work, clock: Clock, blockNanoseconds: Double) throws {
        self.work = work
        self.clock = clock
        try work(1)
        var times = 1
        var taken = try clock.time(times, work)
        while taken < blockNanoseconds / 4 {
            times *= 4
            taken = try clock.time(times, work)
        }
        self.times = max(1, Int(Double(times) * blockNanoseconds / taken))
    }

    /// The nanoseconds of one run.
    func measure() throws -> Double {
        var best = Double.infinity
        for _ in 0..<Self.blocks { best = min(best, try clock.time(times, work)) }
        return best / Double(times)
    }
}
