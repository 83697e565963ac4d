import CurlTransport
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

@Suite(
    "TLS: who the server is, is proved or nothing is sent", .enabled(if: TLSServers.isAvailable))
struct TLSTests {
    @Test("a server whose certificate the authority issued answers", arguments: ["good", "tls12"])
    func good(name: String) async throws {
        let servers = try TLSServers.shared.get()
        #expect(try await send(to: name, trusting: servers.authority) == #"{"a":1}"#)
    }

    @Test(
        "rpc.tls: expired, not yet valid, of another host, self-signed, of a foreign authority, old",
        arguments: ["expired", "future", "otherHost", "selfSigned", "foreign", "oldTLS"])
    func refused(name: String) async throws {
        let servers = try TLSServers.shared.get()
        #expect(await kind(name, trusting: servers.authority) == .tls)
    }

    @Test("rpc.tls: an authority of one's own is trusted only where it is named")
    func authorities() async {
        #expect(await kind("good", trusting: nil) == .tls)
    }

    @Test("the server's key is one of the pins, or nothing is sent")
    func pins() async throws {
        let servers = try TLSServers.shared.get()
        let other = Keccak256.hash(utf8: "another key")
        let pin = try Hash32(hex: servers.pin)
        for (pins, expected) in [
            ([pin], nil), ([other, pin], nil), ([other], TransportError.Kind.tls),
        ] {
            let found = await kind("good", trusting: servers.authority) { $0.publicKeyPins = pins }
            #expect(found == expected)
        }
        // A pin is no substitute for the authority.
        #expect(await kind("good", trusting: nil) { $0.publicKeyPins = [pin] } == .tls)
    }

    @Test("HTTP/2 is spoken where it is offered, by both")
    func http2() async throws {
        let servers = try TLSServers.shared.get()
        #expect(try await send(to: "http2", trusting: servers.authority) == #"{"a":1}"#)
        #expect(await kind("http2", trusting: servers.authority) { $0.offersHTTP2 = false } == nil)
    }

    @Test("the environment names no proxy, and no trusted authority")
    func environment() async throws {
        let servers = try TLSServers.shared.get()
        let proxies = ["https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]
        let authorities = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"]
        for name in proxies { unsafe setenv(name, "http://127.0.0.1:1", 1) }
        for name in authorities { unsafe setenv(name, servers.authority, 1) }
        defer { for name in proxies + authorities { unsafe unsetenv(name) } }
        #expect(try await send(to: "good", trusting: servers.authority) == #"{"a":1}"#)
    }

    private func kind(
        _ name: String, trusting authority: String?,
        _ change: (inout CurlConfiguration) -> Void = { _ in }
    ) async -> TransportError.Kind? {
        do {
            _ = try await send(to: name, trusting: authority, change)
            return nil
        } catch {
            return (error as? TransportError)?.kind
        }
    }

    private func send(
        to name: String, trusting authority: String?,
        _ change: (inout CurlConfiguration) -> Void = { _ in }
    ) async throws -> String {
        var configuration = CurlConfiguration()
        configuration.connectTimeout = .seconds(20)
        configuration.authoritiesFile = authority
        change(&configuration)
        let servers = try TLSServers.shared.get()
        let transport = try CurlTransport(
            url: try RedactedURL("https://127.0.0.1:\(servers.port(name))/"),
            configuration: configuration, loop: try CurlLoop())
        let answer = try await transport.send(
            Bytes(utf8: #"{"a":1}"#), deadline: .now + .seconds(20))
        return String(decoding: Array(answer), as: UTF8.self)
    }
}
