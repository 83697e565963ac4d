/// The open connections, per phase in the order in which they entered it.
///
/// A phase has one duration, so the first of its list is the first to expire and also the one that
/// has been slow for the longest time: deadlines and the choice of a victim cost the same small
/// amount with one connection and with thousands, and no request schedules a timer.
struct ConnectionRoster<Member: AnyObject, Instant: Comparable> {
    /// A place in the roster, valid from `add` until `remove`.
    typealias Seat = Int

    private struct Entry {
        var member: Member?
        var phase: ConnectionPhase
        var since: Instant
        var previous: Seat?
        var next: Seat?
    }

    private struct Ends {
        var first: Seat?
        var last: Seat?
    }

    private var entries: [Entry] = []
    private var vacant: [Seat] = []
    private var lists = [Ends](repeating: Ends(), count: ConnectionPhase.allCases.count)

    /// How many connections are open.
    var count: Int { entries.count - vacant.count }

    /// Adds a connection as the newest of a phase.
    mutating func add(_ member: Member, phase: ConnectionPhase, now: Instant) -> Seat {
        let entry = Entry(member: member, phase: phase, since: now)
        let seat: Seat
        if let vacated = vacant.popLast() {
            seat = vacated
            entries[seat] = entry
        } else {
            seat = entries.count
            entries.append(entry)
        }
        link(seat)
        return seat
    }

    /// Makes a connection the newest of a phase, also of the one it is in.
    mutating func move(_ seat: Seat, to phase: ConnectionPhase, now: Instant) {
        unlink(seat)
        entries[seat].phase = phase
        entries[seat].since = now
        link(seat)
    }

    /// Takes a connection out; its seat may be given to another one.
    mutating func remove(_ seat: Seat) {
        unlink(seat)
        entries[seat].member = nil
        vacant.append(seat)
    }

    /// The phase of a connection.
    func phase(of seat: Seat) -> ConnectionPhase {
        entries[seat].phase
    }

    /// The connection that has been in a phase for the longest time.
    func oldest(_ phase: ConnectionPhase) -> (member: Member, since: Instant)? {
        guard let seat = lists[phase.rawValue].first, let member = entries[seat].member else {
            return nil
        }
        return (member, entries[seat].since)
    }

    /// Every connection, in no order.
    var members: [Member] { entries.compactMap(\.member) }

    /// The connection whose end harms least: the one that has waited longest among the cheapest
    /// phases, else among the slow ones; nil when all requests are being handled.
    func victim() -> Member? {
        longestWaiting(ConnectionPhase.cheapestVictims)
            ?? longestWaiting(ConnectionPhase.slowVictims)
    }

    /// The connection that has been in one of these phases for the longest time.
    func longestWaiting(_ phases: [ConnectionPhase]) -> Member? {
        phases.compactMap(oldest).min { $0.since < $1.since }?.member
    }

    private mutating func link(_ seat: Seat) {
        let list = entries[seat].phase.rawValue
        entries[seat].previous = lists[list].last
        entries[seat].next = nil
        if let last = lists[list].last {
            entries[last].next = seat
        } else {
            lists[list].first = seat
        }
        lists[list].last = seat
    }

    private mutating func unlink(_ seat: Seat) {
        let (list, previous, next) = (
            entries[seat].phase.rawValue, entries[seat].previous, entries[seat].next
        )
        if let previous {
            entries[previous].next = next
        } else {
            lists[list].first = next
        }
        if let next {
            entries[next].previous = previous
        } else {
            lists[list].last = previous
        }
    }
}
