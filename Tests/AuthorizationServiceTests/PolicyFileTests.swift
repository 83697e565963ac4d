import Authorization
import AuthorizationService
import Codec
import Cryptography
import Foundation
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("Policies for development are marked in every answer")
struct PolicyFileTests {
    static func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "policy-\(UUID().uuidString).json").path
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    static func policy(
        devices: String = "", anyDevice: Bool = false, statuses: String = #"["UpToDate"]"#
    ) -> String {
        let image = String(repeating: "a1", count: 32)
        let compose = "0x" + String(repeating: "a4", count: 32)
        let app = "4fdccab25fa1e0317da1188108f7d2dee14902fb"
        return """
            {"osImages": ["\(image)"], "gatewayAppId": "any", "allowedTcbStatuses": \(statuses),
             "kms": {"mrAggregated": [], "devices": [], "allowAnyDevice": true},
             "apps": {"\(app)": {"composeHashes": ["\(compose)"], "devices": [\(devices)],
              "allowAnyDevice": \(anyDevice)}}}
            """
    }

    static let device = "\"" + String(repeating: "A5", count: 32) + "\""

    /// A policy, the reason, and how many changes of meaning the import names.
    static let table: [(String, String, Int)] = [
        (policy(devices: device), "policy file", 0), (policy(anyDevice: true), "policy file", 0),
        (policy(), "app is not allowed to boot on this device", 1),
        (policy(devices: device, statuses: "[]"), "TCB status is not allowed", 0),
        (
            policy(devices: device).replacing("a1a1", with: "a2a2"), "OS image is not allowed", 0
        ),
        (policy(devices: device).replacing("a4a4", with: "a2a2"), "compose hash not allowed", 0),
        (policy(devices: device).replacing("4fdc", with: "4fdd"), "app not registered", 0),
    ]

    @Test(
        "auth-simple's order and words, the contracts' meaning of an empty list", arguments: table)
    func decides(text: String, reason: String, changes: Int) async throws {
        let path = try Self.file(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let backend = try FileBackend(path: path)
        #expect(backend.changes.count == changes)
        let service = try ListeningService(backend)
        let reply = try await service.ask(
            "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
        #expect(reply.json?["reason"]?.string == reason)
        #expect(reply.json?["isAllowed"]?.bool == (reason == "policy file"))
        #expect(reply.fields["dstack-backend"] == "file")
        #expect(reply.fields["dstack-evidence"] == "file")
        let digest = SHA256.hash(utf8: text).hex
        #expect(try service.records().first?["policy"]?.string == digest)
        try Data("{".utf8).write(to: URL(filePath: path), options: .atomic)
        let broken = try await service.ask(
            "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
        #expect(broken.json?["isAllowed"]?.bool == false)
        #expect(try await service.ask("GET", "/ready").status == 503)
    }

    @Test("what can match no boot, or stands twice, is refused")
    func refuses() throws {
        let app = "4fdccab25fa1e0317da1188108f7d2dee14902fb"
        let texts = [
            Self.policy().replacing("a4a4", with: "a4"), "{\"apps\": {\"0x12\": {}}}", "[",
            "{\"osImages\": 1}",
            "{\"apps\": {\"\(app)\": {}, \"0x\(app)\": {}}}",
        ]
        for text in texts {
            #expect(throws: PolicyFile.Fault.self) { try PolicyFile(Bytes(utf8: text)) }
        }
    }

    @Test("a made-up policy says so, whatever it answers")
    func mock() async throws {
        let request = try BrakeTests.request()
        var device = MockPolicy(.allowlistDevice)
        device.devices = [try #require(request.deviceID)]
        let table: [(MockPolicy, Bool)] = [
            (MockPolicy(.allowAll), true), (MockPolicy(.denyAll), false),
            (MockPolicy(.denyApp), false), (MockPolicy(.denyKms), true), (device, true),
            (MockPolicy(.allowlistMr), false),
        ]
        for (policy, isAllowed) in table {
            let service = try ListeningService(MockBackend(policy))
            let reply = try await service.ask(
                "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
            #expect(reply.json?["isAllowed"]?.bool == isAllowed)
            #expect(reply.json?["reason"]?.string == "mock policy \(policy.choice.rawValue)")
            #expect(reply.fields["dstack-backend"] == "mock")
            #expect(try service.records().first?["backend"]?.string == "mock")
        }
    }
}
