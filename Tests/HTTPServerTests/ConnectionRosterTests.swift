import Testing

@testable import HTTPServer

@Suite("The roster knows the oldest connection of each phase and whom to close")
struct ConnectionRosterTests {
    private final class Member {
        let name: String
        init(_ name: String) { self.name = name }
    }

    private typealias Roster = ConnectionRoster<Member, Int>

    @Test("the oldest of a phase is the one that entered it first")
    func keepsTheOrder() {
        var roster = Roster()
        let seats = ["a", "b", "c"].enumerated().map { now, name in
            roster.add(Member(name), phase: .head, now: now)
        }
        #expect(roster.oldest(.head)?.member.name == "a")
        roster.move(seats[0], to: .handling, now: 3)
        #expect(roster.oldest(.head)?.member.name == "b")
        #expect(roster.oldest(.handling)?.since == 3)
        roster.move(seats[1], to: .head, now: 4)
        #expect(roster.oldest(.head)?.member.name == "c")
        roster.remove(seats[2])
        #expect(roster.oldest(.head)?.member.name == "b")
        #expect(roster.count == 2)
    }

    @Test("a seat that was given up is given to the next connection")
    func reusesSeats() {
        var roster = Roster()
        let first = roster.add(Member("a"), phase: .head, now: 0)
        roster.remove(first)
        #expect(roster.oldest(.head) == nil)
        #expect(roster.add(Member("b"), phase: .idle, now: 1) == first)
        #expect(roster.count == 1)
        #expect(roster.phase(of: first) == .idle)
    }

    static let victims: [(phases: [ConnectionPhase], victim: Int?)] = [
        ([.head, .idle], 1),
        ([.idle, .idle], 0),
        ([.head, .body, .idle, .linger], 2),
        ([.body, .head], 0),
        ([.head, .body], 0),
        ([.response, .handshake], 0),
        ([.handling, .handshake], 1),
        ([.handling, .handling], nil),
        ([], nil),
    ]

    @Test(
        "the victim is the longest idle connection, else the slowest, never one in handling",
        arguments: victims)
    func choosesTheVictim(phases: [ConnectionPhase], victim: Int?) {
        var roster = Roster()
        for (now, phase) in phases.enumerated() {
            _ = roster.add(Member(String(now)), phase: phase, now: now)
        }
        #expect(roster.victim()?.name == victim.map(String.init))
    }

    @Test("ten thousand random moves leave the same order as a sorted list")
    func agreesWithASortedList() {
        var roster = Roster()
        var model: [(seat: Int, name: String, phase: ConnectionPhase, since: Int)] = []
        var random = SystemRandomNumberGenerator()
        for now in 0..<10_000 {
            let phase = ConnectionPhase.allCases.randomElement(using: &random) ?? .head
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !model.isEmpty:
                let index = model.indices.randomElement(using: &random) ?? 0
                roster.remove(model.remove(at: index).seat)
            case 1 where model.count < 50:
                let seat = roster.add(Member(String(now)), phase: phase, now: now)
                model.append((seat, String(now), phase, now))
            case 2..<4 where !model.isEmpty:
                let index = model.indices.randomElement(using: &random) ?? 0
                roster.move(model[index].seat, to: phase, now: now)
                (model[index].phase, model[index].since) = (phase, now)
            default: break
            }
            for phase in ConnectionPhase.allCases {
                let oldest = model.filter { $0.phase == phase }.min { $0.since < $1.since }
                #expect(roster.oldest(phase)?.member.name == oldest?.name)
            }
            #expect(roster.count == model.count)
        }
    }
}
