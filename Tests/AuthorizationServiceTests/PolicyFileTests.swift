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
        #expect(reply.fields["dstack-code"] == "backend.file")
        #expect(reply.fields["dstack-evidence"] == "file")
        let digest = SHA256.hash(utf8: text).hex
        #expect(try service.records().first?["policy"]?.string == digest)
        try Data("{".utf8).write(to: URL(filePath: path), options: .atomic)
        let broken = try await service.ask(
            "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
        #expect(broken.json?["isAllowed"]?.bool == false)
        #expect(try await service.ask("GET", "/ready").status == 503)
    }

    /// A policy, the route, what the request says of advisories, and the reason.
    static let withRoutes: [(String, String, String, String)] = {
        let measured = policy(anyDevice: true).replacing(
            "\"mrAggregated\": []", with: "\"mrAggregated\": [\"\(measurement)\"]")
        let listed = measured.replacing(
            "\"osImages\"", with: "\"allowedAdvisoryIds\": [\"INTEL-SA-00837\"], \"osImages\"")
        let someDevice = measured.replacing(
            "\"devices\": [], \"allowAnyDevice\": true", with: "\"devices\": [\(device)]")
        let otherDevice = someDevice.replacing("A5A5", with: "A6A6")
        return [
            (measured, "kms", "[]", "policy file"), (someDevice, "kms", "[]", "policy file"),
            (policy(anyDevice: true), "kms", "[]", "aggregated MR not allowed"),
            (otherDevice, "kms", "[]", "KMS is not allowed to boot on this device"),
            (measured, "app", "[\"INTEL-SA-00837\"]", "advisory ID is not allowed"),
            (listed, "app", "[\"INTEL-SA-00837\"]", "policy file"),
            (listed, "app", "[\"INTEL-SA-00837\", \"INTEL-SA-1\"]", "advisory ID is not allowed"),
        ]
    }()

    static let measurement = String(repeating: "a2", count: 32)

    @Test("the KMS' own rules, and advisories, which all must be listed", arguments: withRoutes)
    func routes(text: String, kind: String, advisories: String, reason: String) async throws {
        let path = try Self.file(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let service = try ListeningService(try FileBackend(path: path))
        let allowed = try JSONValue(parsing: try BootServiceTests.allowedBody())
        let listed = try JSONValue(parsing: advisories)
        let body = JSONValue.object(
            (allowed.object ?? []).map {
                $0.isNamed("advisoryIds") ? JSONMember("advisoryIds", listed) : $0
            })
        let reply = try await service.ask(
            "POST", "/bootAuth/\(kind)", body.serializedBytes(.compact))
        #expect(reply.json?["reason"]?.string == reason)
        #expect(reply.json?["isAllowed"]?.bool == (reason == "policy file"))
    }

    @Test("an import says which list means something else, and nothing where none does")
    func changes() throws {
        let changed = try PolicyFile(Bytes(utf8: Self.policy())).changes
        #expect(changed.count == 1)
        #expect(
            changed.first?.hasPrefix("apps.4fdccab25fa1e0317da1188108f7d2dee14902fb: the device")
                == true)
        #expect(changed.first?.contains("write \"allowAnyDevice\": true to keep it") == true)
        let missing = Self.policy(anyDevice: true).replacing(
            "\"allowedTcbStatuses\": [\"UpToDate\"],", with: "")
        #expect(try PolicyFile(Bytes(utf8: missing)).changes == [])
    }

    @Test("what can match no boot, stands twice or is no text is refused")
    func refuses() throws {
        let app = "4fdccab25fa1e0317da1188108f7d2dee14902fb"
        let texts = [
            Self.policy().replacing("a4a4", with: "a4"), "{\"apps\": {\"0x12\": {}}}", "[",
            "{\"osImages\": 1}", "{\"allowedTcbStatuses\": [1]}", "{\"allowedTcbStatuses\": null}",
            "{\"allowedAdvisoryIds\": [null]}", "{\"allowedAdvisoryIds\": \"INTEL-SA-1\"}",
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
            #expect(reply.fields["dstack-code"] == "backend.mock")
            #expect(try service.records().first?["backend"]?.string == "mock")
        }
    }
}
