import Codec
import DecisionLog
import Foundation
import Primitives
import Testing

@Suite("A record is durable in the journal before the file of records keeps it")
struct JournalTests {
    /// The files of a log while it is written, and what it said it keeps.
    private struct Moment {
        let records: Data
        let heads: Data
        let journal: Data
        let leaves: [Hash32]

        init(_ folder: LogFolder, _ receipts: [LogReceipt?]) throws {
            records = try folder.bytes(folder.records)
            heads = try folder.bytes(folder.heads)
            journal = try folder.bytes(folder.journal)
            leaves = receipts.compactMap { $0?.leaf }
            try #require(leaves.count == receipts.count)
        }
    }

    /// What a start makes of files: the leaves of its log, and how many came from the journal.
    private func start(
        _ folder: LogFolder, records: Data, heads: Data = Data(), journal: Data
    ) throws -> (leaves: [Hash32], restored: UInt64) {
        try folder.write(records, to: folder.records)
        try folder.write(heads, to: folder.heads)
        try folder.write(journal, to: folder.journal)
        let log = try folder.open()
        log.close()
        _ = try folder.verify()
        return (try LogReader(folder: folder.path + "/log").leaves(), log.opening.restored)
    }

    @Test("what the power took from the file of records comes back, wherever it ended")
    func powerLoss() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open()
        let moment = try Moment(folder, await log.appendNumbers(0..<3))
        log.close()
        for end in 0...moment.records.count {
            let kept = moment.records.prefix(end)
            let lost = moment.records.count - end
            let whole = kept.count { $0 == 0x0a }
            for rest in [Data(), Data(count: lost)] {
                let found = try start(folder, records: kept + rest, journal: moment.journal)
                #expect(found.leaves == moment.leaves, "ended at byte \(end)")
                #expect(found.restored == UInt64(3 - whole), "ended at byte \(end)")
            }
        }
    }

    @Test("a journal that ends at any byte gives its whole groups, and no others")
    func torn() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open()
        let moment = try Moment(folder, await log.appendNumbers(0..<3))
        log.close()
        for end in 0...moment.journal.count {
            let kept = moment.journal.prefix(end)
            // Each group is a record and its seal.
            let whole = kept.count { $0 == 0x0a } / 2
            let found = try start(folder, records: Data(), journal: kept)
            #expect(found.leaves == Array(moment.leaves.prefix(whole)), "ended at byte \(end)")
        }
    }

    @Test("a byte of the journal that changed ends it there")
    func changed() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open()
        let moment = try Moment(folder, await log.appendNumbers(0..<3))
        log.close()
        for place in moment.journal.indices {
            var journal = moment.journal
            journal[place] ^= 1
            let whole = moment.journal[..<place].count { $0 == 0x0a } / 2
            let found = try start(folder, records: Data(), journal: journal)
            #expect(found.leaves == Array(moment.leaves.prefix(whole)), "changed byte \(place)")
        }
    }

    @Test("an older record that shows through a torn write completes none")
    func showsThrough() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open(.init(records: 2, seconds: 3_600))
        let first = try Moment(folder, await log.appendNumbers(10..<12))
        // The head over two records begins the journal anew; the lines have the same length.
        let second = try Moment(folder, await log.appendNumbers(12..<14))
        log.close()
        let settled = second.records.prefix(first.records.count)
        let head = second.heads.prefix { $0 != 0x0a } + [0x0a]
        let (older, newer) = (oneGroup(first.journal), oneGroup(second.journal))
        #expect(older.count == newer.count)
        for end in 0...newer.count {
            let mixed = newer.prefix(end) + older.suffix(from: end)
            let found = try start(folder, records: settled, heads: head, journal: mixed)
            let expected = first.leaves + (mixed == newer ? second.leaves : [])
            #expect(found.leaves == expected, "torn at byte \(end)")
        }
    }

    /// The groups of a journal as one: all records, and the last seal.
    private func oneGroup(_ journal: Data) -> Data {
        let lines = journal.split(separator: 0x0a)
        let kept = lines.enumerated().filter { $0 == lines.count - 1 || $1.first == 0x7b }
        return kept.reduce(into: Data()) { $0 += $1.element + [0x0a] }
    }

    @Test("a journal that does not follow the file of records keeps the log from being written")
    func foreign() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open(.init(records: 2, seconds: 3_600))
        _ = await log.appendNumbers(0..<2)
        let moment = try Moment(folder, await log.appendNumbers(2..<4))
        log.close()
        let other = try LogFolder(in: LogFolder.onDisk)
        let another = try other.open()
        let strange = try Moment(other, await another.appendNumbers(5..<7))
        another.close()
        let settled = moment.records.prefix { _ in true }
        let lines = settled.split(separator: 0x0a).map { Data($0) + [0x0a] }
        for (records, isFollowed) in [
            (lines[0] + lines[1], true), (settled, true), (lines[0], false), (Data(), false),
            (strange.records, false),
        ] {
            let log = Result { try start(folder, records: records, journal: moment.journal) }
            switch log {
            case .success(let found): #expect(isFollowed && found.leaves.suffix(2) == moment.leaves)
            case .failure(let error):
                #expect(!isFollowed && (error as? LogError)?.rule == .record, "\(error)")
            }
        }
    }

    @Test("what a full disk did not take is not in the journal either", arguments: [true, false])
    func fullDisk(journalHasRoom: Bool) async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open(.init(records: journalHasRoom ? 3 : 1_000, seconds: 3_600))
        var receipts = await log.appendNumbers(0..<3)
        let size = try folder.bytes(journalHasRoom ? folder.records : folder.journal).count
        try await FileSizeLimit.run(bytes: UInt64(size + 20)) {
            #expect(await log.append(["refused": true] as JSONValue) == nil)
        }
        for _ in 0..<2 {
            let moment = try Moment(folder, receipts)
            let copy = try LogFolder(in: LogFolder.onDisk)
            try FileManager.default.copyItem(
                atPath: folder.path + "/key", toPath: copy.path + "/key")
            try FileManager.default.createDirectory(
                atPath: copy.path + "/log", withIntermediateDirectories: false)
            // What is written after the refusal is in the journal alone.
            let settled = moment.records.split(separator: 0x0a).prefix(3)
            let found = try start(
                copy, records: settled.reduce(into: Data()) { $0 += $1 + [0x0a] },
                heads: moment.heads, journal: moment.journal)
            #expect(found.leaves == moment.leaves)
            if receipts.count == 3 { receipts += await log.appendNumbers(3..<4) }
        }
        log.close()
        #expect(try folder.verify().size == 4)
    }

    @Test("a journal that somebody changed takes nothing from the file of records")
    func changedWhileOpen() async throws {
        let folder = try LogFolder(in: LogFolder.onDisk)
        let log = try folder.open()
        let receipts = await log.appendNumbers(0..<3)
        let file = try FileHandle(forWritingTo: URL(filePath: folder.journal))
        try file.write(contentsOf: Data("{".utf8) + Data(count: 1))
        let size = try folder.bytes(folder.journal).count
        try await FileSizeLimit.run(bytes: UInt64(size + 20)) {
            #expect(await log.append(["refused": true] as JSONValue) == nil)
        }
        #expect(await log.append(["refused": true] as JSONValue) == nil)
        #expect(!log.status.isWritable)
        log.close()
        let again = try folder.open()
        #expect(again.opening.size == 3 && again.opening.tornBytes == 0)
        #expect(await again.append(["after": true] as JSONValue) != nil)
        again.close()
        let leaves = try LogReader(folder: folder.path + "/log").leaves()
        #expect(leaves.prefix(3).map(Optional.some) == receipts.map { $0?.leaf })
    }

    @Test("a close leaves an empty journal, and in memory none is written")
    func close() async throws {
        for (place, isWritten) in [(LogFolder.onDisk, true), (URL(filePath: "/dev/shm"), false)] {
            let folder = try LogFolder(in: place)
            let log = try folder.open()
            let receipts = await log.appendNumbers(0..<3)
            #expect(try folder.bytes(folder.journal).isEmpty == !isWritten)
            log.close()
            #expect(try folder.bytes(folder.journal).isEmpty)
            #expect(
                try LogReader(folder: folder.path + "/log").leaves() == receipts.map { $0?.leaf })
        }
    }
}
