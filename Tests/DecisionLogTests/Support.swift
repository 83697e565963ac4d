import Codec
import DecisionLog
import Foundation
import Primitives
import Synchronization

/// A folder for one test, removed with it.
final class LogFolder {
    let path: String

    /// What the system keeps over a restart is on a disk; temporary files may be in memory.
    static let onDisk = URL(filePath: "/var/tmp")

    init(in place: URL = FileManager.default.temporaryDirectory) throws {
        path = place.appending(path: "log-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var records: String { path + "/log/records.jsonl" }
    var heads: String { path + "/log/heads.jsonl" }
    var journal: String { path + "/log/journal.jsonl" }

    func key(_ name: String = "test.log") throws -> LogKey {
        try LogKey(path: path + "/key", name: name)
    }

    func open(_ rhythm: LogWriter.HeadRhythm = .init()) throws -> LogWriter {
        try LogWriter(folder: path + "/log", key: try key(), rhythm: rhythm)
    }

    func verify() throws -> LogReader.Report {
        try LogReader(folder: path + "/log").verify(signedBy: try key().identity)
    }

    func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(filePath: file)) }

    func write(_ data: Data, to file: String) throws { try data.write(to: URL(filePath: file)) }
}

extension LogWriter {
    /// Appends numbered records and gives their receipts.
    func appendNumbers(_ range: Range<Int>) async -> [LogReceipt?] {
        var receipts: [LogReceipt?] = []
        for number in range {
            receipts.append(await append(["number": JSONValue(number)] as JSONValue))
        }
        return receipts
    }
}

/// A numbered record that notes what it is told.
final class NumberEntry: LogEntry {
    private let number: Int
    private let told = Mutex<[UInt64?]>([])

    init(_ number: Int) { self.number = number }

    /// The places that it was told, nil for none.
    var places: [UInt64?] { told.withLock { $0 } }

    func write(to writer: inout JSONWriter) {
        JSONValue.object([JSONMember("number", JSONValue(number))]).write(to: &writer)
    }

    func statement(_ receipt: LogReceipt) -> Bytes? { nil }

    func recorded(_ receipt: LogReceipt?) { told.withLock { $0.append(receipt?.index) } }
}
