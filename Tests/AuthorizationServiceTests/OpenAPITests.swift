import Codec
import Foundation
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("The OpenAPI description is that of the running service")
struct OpenAPITests {
    static func document() throws -> JSONValue {
        let file = Fixtures.root.appending(path: "packaging/dstack-authd/openapi.json")
        return try JSONValue(parsing: Bytes(try Data(contentsOf: file)))
    }

    /// A request and the status that it gets.
    static let requests: [(method: String, path: String, body: String?, status: Int)] = [
        ("GET", "/", nil, 200), ("GET", "/live", nil, 200), ("GET", "/ready", nil, 200),
        ("GET", "/metrics", nil, 200), ("POST", "/bootAuth/app", "allowed", 200),
        ("POST", "/bootAuth/kms", "allowed", 200), ("POST", "/bootAuth/app", "{}", 400),
        (
            "POST", "/bootAuth/kms", "\"" + String(repeating: "x", count: 20_000) + "\"", 413
        ),
    ]

    @Test("every documented route answers as it is documented, and no other is documented")
    func routes() async throws {
        let document = try Self.document()
        let service = try BootServiceTests.service()
        let paths = try #require(document["paths"]?.object)
        #expect(Set(paths.map(\.name)) == Set(Self.requests.map(\.path)))
        for (method, path, body, status) in Self.requests {
            let bytes = try body.map { text in
                try text == "allowed" ? BootServiceTests.allowedBody() : Bytes(utf8: text)
            }
            let reply = try await service.ask(method, path, bytes)
            #expect(reply.status == status, "\(path)")
            let operation = try #require(document["paths"]?[path]?[method.lowercased()])
            let response = try #require(operation["responses"]?["\(status)"], "\(path) \(status)")
            let content = try #require(response["content"]?.object?.first)
            #expect(reply.fields["content-type"]?.hasPrefix(content.name) == true, "\(path)")
            let own = reply.fields.keys.filter { $0.hasPrefix("dstack-") }
            let headers = Set((response["headers"]?.object ?? []).map(\.name))
            #expect(Set(own).isSubset(of: headers), "\(path)")
            guard content.name == "application/json" else { continue }
            let reference = try #require(content.value["schema"]?["$ref"]?.string)
            let name = String(reference.split(separator: "/").last ?? "")
            let schema = try #require(document["components"]?["schemas"]?[name])
            let required = (schema["required"]?.array ?? []).compactMap(\.string)
            #expect(Set(reply.json?.object?.map(\.name) ?? []) == Set(required), "\(path)")
        }
    }

    @Test("what is not ready is documented too")
    func notReady() async throws {
        let document = try Self.document()
        let service = try BootServiceTests.service("usual", .down)
        for path in ["/", "/ready"] {
            let status = try await service.ask("GET", path).status
            #expect(document["paths"]?[path]?["get"]?["responses"]?["\(status)"] != nil)
            #expect(status >= 500)
        }
    }
}
