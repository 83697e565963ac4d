import Glibc

/// Measures operations and prints a JSON line for each, with the names and units of the yardsticks:
/// nanoseconds of CPU time of this thread, the best of five blocks.
struct Bench {
    /// The only operation to run, or nil for all.
    let only: String?
    /// The least time of a block.
    let blockNanoseconds = 6_000_000.0
    /// How many blocks there are.
    let blocks = 5

    /// Runs `operation` and prints what one of its `items` takes.
    func callAsFunction(
        _ name: String, items: Int = 1, _ operation: () throws -> Void
    ) rethrows {
        guard only == nil || only == name else { return }
        try operation()
        var count = 1
        var taken = try time(count, operation)
        while taken < blockNanoseconds {
            count = Int(Double(count) * min(max(1.2 * blockNanoseconds / max(taken, 1), 1.5), 100))
            taken = try time(count, operation)
        }
        var best = taken
        for _ in 1..<blocks { best = try min(best, time(count, operation)) }
        let one = best / Double(count) / Double(items)
        print("{\"name\":\"\(name)\",\"ns\":\((one * 100).rounded() / 100)}")
    }

    /// The CPU time of `count` runs, in nanoseconds.
    private func time(_ count: Int, _ operation: () throws -> Void) rethrows -> Double {
        let start = Bench.now()
        for _ in 0..<count { try operation() }
        return Bench.now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

/// Takes a value so that the optimiser cannot leave out how it was made.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: borrowing Value) {}
