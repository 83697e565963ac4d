import Glibc
import Synchronization

/// The cores of this machine, for work without waiting that falls into parts.
public enum Cores {
    /// How many there are, at least one.
    public static let count = max(1, Int(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// What `work` makes of each part, on all cores at once.
    ///
    /// Whoever is free takes the next part, the caller's thread included: a core that other work
    /// keeps busy delays at most the one part that it has begun.
    ///
    /// - Parameters:
    ///   - parts: What there is to do. A part should be worth some tens of microseconds, about as
    ///     long as it takes to wake a thread.
    ///   - work: Does one part, and waits for nothing.
    /// - Returns: The results in the order of the parts.
    public static func map<Part: Sendable, Value: Sendable>(
        _ parts: [Part], _ work: @escaping @Sendable (Part) -> Value
    ) async -> [Value] {
        let helpers = min(count, parts.count) - 1
        guard helpers > 0 else { return parts.map(work) }
        let queue = Queue(parts)
        return await withTaskGroup(of: [(place: Int, value: Value)].self) { group in
            for _ in 0..<helpers { group.addTask { queue.work(work) } }
            var done = queue.work(work)
            for await more in group { done += more }
            return done.sorted { $0.place < $1.place }.map(\.value)
        }
    }

    /// Parts, each of which is taken once.
    private final class Queue<Part: Sendable>: Sendable {
        private let parts: [Part]
        private let taken = Atomic(0)

        init(_ parts: [Part]) { self.parts = parts }

        /// Does parts until none is left.
        func work<Value>(_ work: (Part) -> Value) -> [(place: Int, value: Value)] {
            var done: [(place: Int, value: Value)] = []
            while true {
                let place = taken.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < parts.count else { return done }
                done.append((place, work(parts[place])))
            }
        }
    }
}
