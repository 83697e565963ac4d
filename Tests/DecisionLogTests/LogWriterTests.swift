import Codec
import DecisionLog
import Foundation
import Primitives
import Synchronization
import Testing

@Suite("A log keeps what it said it keeps")
struct LogWriterTests {
    @Test("records come back as they were, in order, with their receipts")
    func roundTrip() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let receipts = await log.appendNumbers(0..<20)
        log.close()
        var records: [LogRecord] = []
        try LogReader(folder: folder.path + "/log").read { record in records.append(record) }
        #expect(records.map(\.content) == (0..<20).map { ["number": JSONValue($0)] })
        #expect(records.map(\.leaf) == receipts.map { $0?.leaf })
        #expect(records.map(\.index) == receipts.map { $0?.index })
        let report = try folder.verify()
        #expect(report.size == 20 && report.heads == 1 && report.unsigned == 0)
        #expect(report.tornBytes == 0)
    }

    @Test("a hundred writers at once lose nothing, and share their syncs")
    func concurrency() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let indexes = await withTaskGroup(of: UInt64?.self) { group in
            for number in 0..<400 {
                group.addTask {
                    await log.append(["number": JSONValue(number)] as JSONValue)?.index
                }
            }
            var indexes: Set<UInt64> = []
            for await index in group { if let index { indexes.insert(index) } }
            return indexes
        }
        let groups = log.status.groups
        log.close()
        #expect(indexes == Set(0..<400))
        #expect(groups < 400)
        #expect(try folder.verify().size == 400)
    }

    @Test("a record that is too large is refused, those beside it stand one behind the other")
    func tooLarge() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let large = String(repeating: "a", count: LogRecord.mostBytes)
        let indexes = await withTaskGroup(of: UInt64?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let text = number.isMultiple(of: 2) ? large : "a"
                    return await log.append(["text": .string(text)] as JSONValue)?.index
                }
            }
            return await group.reduce(into: [UInt64]()) { if let index = $1 { $0.append(index) } }
        }
        log.close()
        #expect(indexes.sorted() == Array(0..<20))
        #expect(try folder.verify().size == 20)
    }

    @Test("a close writes what waits, in groups of a bounded number, and tells everybody")
    func closes() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let entries = (0..<3_000).map { NumberEntry($0) }
        for entry in entries { log.submit(entry) }
        log.close()
        #expect(entries.map(\.places) == (0..<3_000).map { [$0] })
        let late = NumberEntry(0)
        log.submit(late)
        #expect(late.places == [nil])
        #expect(try folder.verify().size == 3_000)
    }

    @Test("a second start goes on behind the last record, from the last head")
    func restart() async throws {
        let folder = try LogFolder()
        for round in 0..<4 {
            let log = try folder.open(.init(records: 3, seconds: 60))
            #expect(log.opening.size == UInt64(round * 5))
            #expect(await log.appendNumbers(0..<5).allSatisfy { $0 != nil })
            log.close()
        }
        #expect(try folder.verify().size == 20)
    }

    @Test("one process at a time writes a log")
    func lock() throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let error = #expect(throws: LogError.self) { try folder.open() }
        #expect(error?.rule == .locked)
        log.close()
        #expect(throws: Never.self) { try folder.open().close() }
    }

    @Test("an unfinished write is cut at every byte, and kept beside the log")
    func tornTail() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        _ = await log.appendNumbers(0..<3)
        log.close()
        let whole = try folder.bytes(folder.records)
        let heads = try folder.bytes(folder.heads)
        let next = try folder.open()
        _ = await next.appendNumbers(3..<5)
        next.close()
        let longer = try folder.bytes(folder.records)
        let middle = try #require(longer[(whole.count + 1)...].firstIndex(of: 0x0a))
        for end in whole.count...longer.count {
            try folder.write(longer.prefix(end), to: folder.records)
            try folder.write(heads, to: folder.heads)
            let again = try folder.open()
            let expected = end == longer.count ? 5 : end > middle ? 4 : 3
            #expect(again.opening.size == UInt64(expected), "cut at \(end)")
            #expect(await again.append(["after": true] as JSONValue)?.index == UInt64(expected))
            again.close()
            #expect(try folder.verify().size == UInt64(expected + 1))
        }
        #expect(FileManager.default.fileExists(atPath: folder.path + "/log/torn-4"))
    }

    @Test("bytes that a crash left as zeros are a torn tail as well")
    func zeros() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        _ = await log.appendNumbers(0..<3)
        log.close()
        var data = try folder.bytes(folder.records)
        data.append(Data(count: 4096))
        try folder.write(data, to: folder.records)
        let again = try folder.open()
        #expect(again.opening.size == 3 && again.opening.tornBytes == 4096)
        again.close()
    }

    @Test("records that a head counts and that are gone keep the log from being written")
    func shorter() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        _ = await log.appendNumbers(0..<3)
        log.close()
        let data = try folder.bytes(folder.records)
        try folder.write(data.prefix(data.count - 1), to: folder.records)
        let error = #expect(throws: LogError.self) { try folder.open() }
        #expect(error?.rule == .shorter)
        #expect(throws: LogError.self) { try folder.verify() }
    }

    @Test("a disk that is full denies, and the log goes on when there is room again")
    func fullDisk() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        #expect(await log.append(["number": 0] as JSONValue) != nil)
        // The limit on file sizes does what a full disk does; it is the process's, so it is short.
        try await FileSizeLimit.run(
            bytes: UInt64(try folder.bytes(folder.records).count + 20)
        ) {
            #expect(await log.append(["number": 1] as JSONValue) == nil)
            #expect(!log.status.isWritable && log.status.failures == 1)
        }
        #expect(await log.append(["number": 2] as JSONValue)?.index == 1)
        log.close()
        #expect(try folder.verify().size == 2)
    }
}
