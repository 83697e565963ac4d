import Codec
import Foundation
import Primitives
import Synchronization
import TestSupport
import Testing

@Suite("dstack-authd, killed under load", .serialized)
struct KillDrillTests {
    /// How often the service is killed: 50 times, or `AUTHD_KILLS`.
    static let kills = ProcessInfo.processInfo.environment["AUTHD_KILLS"].flatMap { Int($0) } ?? 50

    @Test("no allowed reply is without its record, however the service and the machine end")
    func drill() async throws {
        // On a disk, where the service keeps a journal; temporary files may be in memory.
        let folder = try AuthdFolder(in: URL(filePath: "/var/tmp"))
        try folder.write(
            "c.yaml", "state: s\nmock: {policy: allow-all}\nlisten: {socket: s.sock}\n")
        let allowed = AllowedIDs()
        var random = SeededRandom(seed: 9)
        var lostBytes = 0
        for _ in 0..<Self.kills {
            let program = try Program.authd.start(["--config", "c.yaml"], in: folder.url)
            // After a number of allows that differs each time, while others are under way.
            let goal = allowed.count + Int.random(in: 1...20, using: &random)
            let socket = folder.path("s.sock")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        while program.isRunning, !Task.isCancelled {
                            guard let id = await SocketClient.allowedID(socket) else {
                                await Task.yield()
                                continue
                            }
                            allowed.insert(id)
                        }
                    }
                }
                group.addTask {
                    _ = await program.waits { allowed.count >= goal }
                    program.signal(SIGKILL)
                    _ = await program.waitForEnd()
                }
                await group.waitForAll()
            }
            lostBytes += try PowerLoss.strike(folder.url.appending(path: "s/log"), using: &random)
        }
        #expect(lostBytes > 0)
        let last = try Program.authd.start(["--config", "c.yaml"], in: folder.url)
        let isServing = await last.waits {
            await SocketClient.allowedID(folder.path("s.sock")) != nil
        }
        #expect(isServing, "\(last.errors)")
        let key = AuthdFolder.verifierKey(last)
        last.signal(SIGTERM)
        _ = await last.waitForEnd()
        let verified = try await Program.authd.run(
            ["log", "verify", "--log", "s/log", "--public-key", key], in: folder.url)
        #expect(verified.status == 0, "\(verified.errors)")
        let ids = try Self.recordedIDs(folder.url.appending(path: "s/log/records.jsonl"))
        let lost = allowed.all.subtracting(ids)
        #expect(lost.isEmpty)
        #expect(allowed.count >= Self.kills)
    }

    /// Leaf hashes, by another implementation than the service's.
    private static func recordedIDs(_ file: URL) throws -> Set<String> {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import hashlib, sys
            for line in open(sys.argv[1], "rb").read().splitlines():
                print("0x" + hashlib.sha256(b"\\0" + line).hexdigest())
            """, file.path,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
    }
}

/// What a machine without power forgets: records that wait for the disk, of which the journal knows.
private enum PowerLoss {
    /// Cuts the file of records anywhere behind the record before the journal's first, and behind
    /// those under a signed head, for which the disk was waited for.
    ///
    /// - Returns: How many bytes it lost.
    static func strike(_ log: URL, using random: inout SeededRandom) throws -> Int {
        let journal = try Data(contentsOf: log.appending(path: "journal.jsonl"))
        let file = log.appending(path: "records.jsonl")
        let records = try Data(contentsOf: file)
        let first = try? JSONValue(parsing: Bytes(journal.prefix { $0 != 0x0a }))
        guard let index = first?["index"]?.integer(as: Int.self) else { return 0 }
        let heads = try Data(contentsOf: log.appending(path: "heads.jsonl"))
        let head = heads.split(separator: 0x0a).last.flatMap {
            try? JSONValue(parsing: Bytes($0))["size"]?.integer(as: Int.self)
        }
        let settled = records.split(separator: 0x0a).prefix(max(index, head ?? 0))
            .reduce(0) { $0 + $1.count + 1 }
        let end = Int.random(in: settled...records.count, using: &random)
        try records.prefix(end).write(to: file)
        return records.count - end
    }
}

/// The decision ids of the allows that clients were given.
private final class AllowedIDs: Sendable {
    private let ids = Mutex<Set<String>>([])

    var all: Set<String> { ids.withLock { $0 } }
    var count: Int { ids.withLock { $0.count } }

    func insert(_ id: String) { ids.withLock { _ = $0.insert(id) } }
}

/// One exchange over a Unix domain socket.
private enum SocketClient {
    /// The decision id of an allow; nil for every other end.
    static func allowedID(_ path: String) async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: exchange(path)) }
        }
    }

    private static func exchange(_ path: String) -> String? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < 100 else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { raw in
            unsafe raw.copyBytes(from: bytes)
        }
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { return nil }
        let body = AuthdClient.body()
        let head =
            "POST /bootAuth/app HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
            + "connection: close\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
        let request = Array((head + body).utf8)
        let sent = unsafe request.withUnsafeBytes { raw in
            unsafe send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == request.count else { return nil }
        var answer: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe recv(descriptor, &block, block.count, 0)
            guard count > 0 else { break }
            answer += block[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        // The whole reply, not a part of it, is what a KMS takes.
        guard text.hasSuffix("\"}"), text.contains("\"isAllowed\":true"),
            let start = text.range(of: "dstack-decision-id: ")
        else { return nil }
        return String(text[start.upperBound...].prefix(66))
    }
}
