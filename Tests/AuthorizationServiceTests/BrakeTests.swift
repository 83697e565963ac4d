import Authorization
import AuthorizationService
import Codec
import DecisionLog
import Foundation
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("The emergency brake can only deny, and at once")
struct BrakeTests {
    /// A folder with a key that brakes.
    final class Folder {
        let path: String
        let key: LogKey

        init() throws {
            path =
                FileManager.default.temporaryDirectory
                .appending(path: "brake-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            key = try LogKey(path: path + "/key", name: "brake")
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var file: String { path + "/brake.json" }
        var settings: ServiceConfiguration.Brake {
            .init(path: file, keys: [key.identity.publicKey])
        }

        /// Puts an overlay in place in one step, as its maker does.
        func put(
            _ sequence: UInt64, _ entries: [BrakeEntry?], kms: Address = FixtureBackend.kms,
            signedBy other: LogKey? = nil
        ) throws {
            let overlay = try #require(
                BrakeOverlay(
                    chainID: 31337, kms: kms, sequence: sequence,
                    issued: Timestamp(seconds: 1_800_000_000), entries: entries.compactMap(\.self)))
            let key = other ?? key
            let document = overlay.document(
                signature: try #require(key.sign(overlay.signedText)),
                by: key.identity.publicKey)
            try put(document.serialized(.pretty))
        }

        func put(_ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        }
    }

    static func request() throws -> BootRequest {
        try BootRequest(body: try BootServiceTests.allowedBody(), kind: .app)
    }

    @Test("each kind denies what it names, and nothing else")
    func kinds() throws {
        let request = try Self.request()
        let other = String(repeating: "7", count: 64)
        let short = String(repeating: "7", count: 40)
        let table: [(BrakeEntry.Kind, String, String)] = [
            (.app, request.appID.hex, short), (.compose, request.composeHash.hex, other),
            (.device, try #require(request.deviceID?.hex), other),
            (.instance, request.instanceID.hex, short),
            (.measurement, request.mrAggregated.hex, other),
            (.measurement, request.osImageHash.hex, other),
            (.measurement, try #require(request.mrSystem?.hex), other),
        ]
        for (kind, value, none) in table {
            #expect(try #require(BrakeEntry(kind, value, reason: "x")).matches(request))
            #expect(try !#require(BrakeEntry(kind, none, reason: "x")).matches(request))
            #expect(BrakeEntry(kind, "0x12", reason: "x") == nil)
            #expect(BrakeEntry(kind, value, reason: "caf\u{e9}") == nil)
        }
        #expect(try #require(BrakeEntry(.all, "", reason: "x")).matches(request))
        #expect(BrakeEntry(.all, short, reason: "x") == nil)
    }

    @Test("an overlay in force denies over the socket, and its release lets pass again")
    func overSocket() async throws {
        let folder = try Folder()
        try folder.put(1, [])
        let brake = try BrakeWatch(
            folder.settings, chainID: 31337, kms: FixtureBackend.kms, report: { _ in })
        let service = try BootServiceTests.service { parts in parts.brake = brake }
        let body = try BootServiceTests.allowedBody()
        let app = try Self.request().appID.hex
        #expect(try await service.ask("POST", "/bootAuth/app", body).json?["isAllowed"] == true)
        try folder.put(2, [BrakeEntry(.app, app, reason: "stolen key")])
        brake.look()
        let denied = try await service.ask("POST", "/bootAuth/app", body)
        #expect(denied.json?["isAllowed"]?.bool == false)
        #expect(denied.json?["reason"]?.string == "denied by the emergency brake: stolen key")
        #expect(denied.fields["dstack-code"] == "brake" && denied.fields["dstack-brake"] == "2")
        #expect(
            try await service.ask("GET", "/metrics").body.contains("authd_brake_entries 1\n"))
        try folder.put(3, [])
        brake.look()
        #expect(try await service.ask("POST", "/bootAuth/app", body).json?["isAllowed"] == true)
        let records = try service.records()
        #expect(records.map { $0["brake"]?["sequence"]?.integer(as: Int.self) } == [1, 2, 3])
        for record in records {
            #expect(throws: Never.self) { try BootRecord(repeating: record) }
        }
    }

    @Test("the file is looked at without being asked, more than once a second")
    func watches() async throws {
        #expect(BrakeWatch.interval <= .milliseconds(500))
        let folder = try Folder()
        try folder.put(1, [])
        let (changes, continuation) = AsyncStream.makeStream(of: String.self)
        let brake = try BrakeWatch(
            folder.settings, chainID: nil, kms: nil, report: { continuation.yield($0) })
        brake.start()
        try folder.put(2, [BrakeEntry(.all, "", reason: "drill")])
        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next()?.contains("brake 2 in force") == true)
        #expect(brake.look(at: try Self.request()).entry?.kind == .all)
        brake.stop()
    }

    @Test("a changed, older, foreign, unsigned or missing overlay leaves the last one in force")
    func refuses() throws {
        let folder = try Folder()
        let stranger = try LogKey(path: folder.path + "/other", name: "brake")
        #expect(throws: BrakeFault.self) {
            try BrakeWatch(folder.settings, chainID: nil, kms: nil, report: { _ in })
        }
        try folder.put(5, [BrakeEntry(.all, "", reason: "drill")])
        let signed = try String(contentsOfFile: folder.file, encoding: .utf8)
        let brake = try BrakeWatch(
            folder.settings, chainID: 31337, kms: FixtureBackend.kms, report: { _ in })
        let attempts: [() throws -> Void] = [
            { try folder.put(4, []) }, { try folder.put(6, [], signedBy: stranger) },
            { try folder.put(6, [], kms: .zero) },
            { try folder.put(signed.replacing("\"sequence\": 5", with: "\"sequence\": 6")) },
            { try folder.put(signed.replacing("drill", with: "drall")) },
            { try folder.put("{}") }, { try folder.put("") },
            { try FileManager.default.removeItem(atPath: folder.file) },
        ]
        for attempt in attempts {
            try attempt()
            brake.look()
            #expect(brake.status.sequence == 5 && brake.status.entries == 1)
            #expect(brake.status.fault != nil)
        }
        try folder.put(6, [])
        brake.look()
        #expect(brake.status.sequence == 6 && brake.status.fault == nil)
    }

    @Test("a restart does not bring an older overlay back, nor one whose memory cannot be read")
    func restart() throws {
        let folder = try Folder()
        let memory = folder.path + "/memory.json"
        func start() throws -> BrakeWatch {
            try BrakeWatch(
                folder.settings, chainID: 31337, kms: FixtureBackend.kms, memory: memory,
                report: { _ in })
        }
        try folder.put(4, [])
        #expect(try start().status.sequence == 4)
        try folder.put(5, [BrakeEntry(.all, "", reason: "drill")])
        let running = try start()
        #expect(running.status.sequence == 5)
        try folder.put(7, [BrakeEntry(.all, "", reason: "drill")])
        running.look()
        #expect(running.status.sequence == 7)
        try folder.put(6, [])
        #expect(throws: BrakeFault.older(found: 6, inForce: 7)) { try start() }
        try folder.put(7, [])
        #expect(try start().status.sequence == 7)
        try folder.put(8, [])
        #expect(try start().status.sequence == 8)
        try Data("{".utf8).write(to: URL(filePath: memory))
        #expect(throws: BrakeFault.self) { try start() }
    }
}
