import DecisionLog
import Foundation
import Primitives
import Testing

@Suite("A log that is followed")
struct LogFollowerTests {
    private func follower(
        _ folder: LogFolder, _ tree: LogFollower.Tree? = nil
    ) throws -> LogFollower {
        LogFollower(
            folder: folder.path + "/log", signedBy: try folder.key().identity,
            beginningWith: tree)
    }

    /// One head for each `count` records.
    private func every(_ count: UInt64) -> LogWriter.HeadRhythm {
        .init(records: count, seconds: 60)
    }

    @Test(
        "Each step reads what is new, and the last signed record; it says what a whole check says")
    func steps() async throws {
        let folder = try LogFolder()
        var follower = try follower(folder)
        var seen: [UInt64] = []
        var before: UInt64 = 0
        for step in 0..<4 {
            // The end of a writer signs the head over its last record.
            let log = try folder.open(every(1))
            for index in 0..<5 {
                _ = await log.appendNumbers(5 * step + index..<5 * step + index + 1)
            }
            log.close()
            let report = try follower.next { record, isSigned throws(LogError) in
                if isSigned { seen.append(record.index) }
            }
            #expect(report == (try folder.verify()))
            #expect(report.root == follower.tree.root && report.size == follower.tree.size)
            #expect(follower.readCount - before == (step == 0 ? 5 : 6))
            before = follower.readCount
        }
        #expect(seen == Array(0..<20))
        try follower.next { _, _ in Issue.record("nothing is new") }
        #expect(follower.readCount == before + 1)
    }

    @Test("Records that no head covers come again until one does")
    func unsigned() async throws {
        let folder = try LogFolder()
        let log = try folder.open(every(4))
        var follower = try follower(folder)
        _ = await log.appendNumbers(0..<4)
        _ = await log.appendNumbers(4..<6)
        var seen: [(UInt64, Bool)] = []
        for _ in 0..<2 {
            try follower.next { record, isSigned throws(LogError) in
                seen.append((record.index, isSigned))
            }
        }
        log.close()
        #expect(seen.map(\.0) == [0, 1, 2, 3, 4, 5, 4, 5])
        #expect(seen.map(\.1) == [true, true, true, true, false, false, false, false])
        seen = []
        try follower.next { record, isSigned throws(LogError) in
            seen.append((record.index, isSigned))
        }
        #expect(seen.map(\.0) == [4, 5] && seen.allSatisfy(\.1))
    }

    /// A log, the same log as its owner forged and signed it, and a follower that saw the first.
    private func forged(
        _ numbers: Range<Int>
    ) async throws -> (folder: LogFolder, follower: LogFollower) {
        let folder = try LogFolder()
        let log = try folder.open(every(1))
        _ = await log.appendNumbers(0..<6)
        log.close()
        var follower = try follower(folder)
        try follower.next { _, _ in }
        try FileManager.default.removeItem(atPath: folder.records)
        try FileManager.default.removeItem(atPath: folder.heads)
        let other = try folder.open(every(1))
        for number in numbers { _ = await other.appendNumbers(number..<number + 1) }
        other.close()
        #expect(try folder.verify().size == UInt64(numbers.count))
        return (folder, follower)
    }

    @Test(
        "A log that its own key signed anew is found, at once and after a restart",
        arguments: [1..<9, 1..<7, 1..<4, 0..<5, 0..<0])
    func signedAnew(numbers: Range<Int>) async throws {
        var (folder, follower) = try await forged(numbers)
        let tree = follower.tree
        for _ in 0..<2 {
            #expect(throws: LogError.self) { try follower.next { _, _ in } }
            #expect(follower.tree == tree, "a fault moves nothing")
        }
        var restarted = try self.follower(folder, tree)
        #expect(throws: LogError.self) { try restarted.next { _, _ in } }
    }

    @Test("The same records are no forgery, however often they were signed")
    func same() async throws {
        let (folder, follower) = try await forged(0..<7)
        var restarted = try self.follower(folder, follower.tree)
        #expect(try restarted.next { _, _ in }.size == 7)
    }

    @Test("What was cut, left out or changed where the next step begins is found")
    func changed() async throws {
        let folder = try LogFolder()
        let log = try folder.open(every(1))
        for number in 0..<4 { _ = await log.appendNumbers(number..<number + 1) }
        log.close()
        var follower = try follower(folder)
        try follower.next { _, _ in }
        let (records, heads) = (try folder.bytes(folder.records), try folder.bytes(folder.heads))
        func isFound() throws {
            #expect(throws: LogError.self) { try follower.next { _, _ in } }
            try folder.write(records, to: folder.records)
            try folder.write(heads, to: folder.heads)
            try follower.next { _, _ in }
        }
        try folder.write(records.prefix(records.count / 2), to: folder.records)
        try isFound()
        try folder.write(heads.prefix(heads.count / 2), to: folder.heads)
        try isFound()
        var other = records
        other[records.count - 4] ^= 1
        try folder.write(other, to: folder.records)
        try isFound()
        try folder.write(records + Data("{}\n".utf8), to: folder.records)
        try isFound()
        try folder.write(heads + heads.prefix { $0 != 0x0a } + [0x0a], to: folder.heads)
        try isFound()
    }
}
