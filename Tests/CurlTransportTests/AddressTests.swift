import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import CurlTransport

@Suite("An endpoint reaches only the addresses that it may have")
struct AddressTests {
    struct Row: Sendable {
        let text: String
        let bytes: [UInt8]
        let isPublic: Bool

        init(_ text: String, _ bytes: [UInt8], _ isPublic: Bool) {
            self.text = text
            self.bytes = bytes
            self.isPublic = isPublic
        }

        static func mapped(_ v4: [UInt8], _ isPublic: Bool) -> Row {
            Row("mapped", [UInt8](repeating: 0, count: 10) + [255, 255] + v4, isPublic)
        }
    }

    static func v6(_ start: [UInt8], _ end: [UInt8] = []) -> [UInt8] {
        start + [UInt8](repeating: 0, count: 16 - start.count - end.count) + end
    }

    static let rows: [Row] = [
        Row("1.1.1.1", [1, 1, 1, 1], true), Row("8.8.8.8", [8, 8, 8, 8], true),
        Row("10.0.0.1", [10, 0, 0, 1], false), Row("11.0.0.1", [11, 0, 0, 1], true),
        Row("172.15.0.1", [172, 15, 0, 1], true), Row("172.16.0.1", [172, 16, 0, 1], false),
        Row("172.31.255.255", [172, 31, 255, 255], false),
        Row("172.32.0.1", [172, 32, 0, 1], true),
        Row("192.168.1.1", [192, 168, 1, 1], false), Row("192.169.1.1", [192, 169, 1, 1], true),
        Row("127.0.0.1", [127, 0, 0, 1], false),
        Row("169.254.169.254", [169, 254, 169, 254], false),
        Row("100.64.0.1", [100, 64, 0, 1], false), Row("100.128.0.1", [100, 128, 0, 1], true),
        Row("0.0.0.0", [0, 0, 0, 0], false), Row("224.0.0.1", [224, 0, 0, 1], false),
        Row("255.255.255.255", [255, 255, 255, 255], false),
        Row("198.18.0.1", [198, 18, 0, 1], false), Row("198.20.0.1", [198, 20, 0, 1], true),
        Row("::1", v6([], [1]), false), Row("::", v6([]), false),
        Row("fe80::1", v6([0xfe, 0x80], [1]), false),
        Row("fd00::1", v6([0xfd], [1]), false), Row("ff02::1", v6([0xff, 2], [1]), false),
        Row("2606:4700::1", v6([0x26, 0x06, 0x47], [1]), true),
        Row("2001:db8::1", v6([0x20, 0x01, 0x0d, 0xb8], [1]), false),
        Row("2002:7f00:1::", v6([0x20, 0x02, 0x7f, 0, 0, 1]), false),
        Row("64:ff9b::10.0.0.1", v6([0, 0x64, 0xff, 0x9b], [10, 0, 0, 1]), false),
        Row("64:ff9b::1.1.1.1", v6([0, 0x64, 0xff, 0x9b], [1, 1, 1, 1]), true),
        .mapped([127, 0, 0, 1], false), .mapped([9, 9, 9, 9], true),
        Row("no address", [], false), Row("seven bytes", [1, 2, 3, 4, 5, 6, 7], false),
    ]

    @Test("private, shared, link-local and reserved addresses are not public", arguments: rows)
    func ranges(_ row: Row) {
        #expect(AddressRange.publicInternet.contains(row.bytes) == row.isPublic)
        #expect(AddressRange.anywhere.contains(row.bytes) == !row.bytes.isEmpty)
    }

    @Test("a loopback name may only be this machine")
    func loopback() {
        #expect(AddressRange.loopback.contains([127, 3, 2, 1]))
        #expect(AddressRange.loopback.contains(Self.v6([], [1])))
        #expect(!AddressRange.loopback.contains([10, 0, 0, 1]))
        #expect(!AddressRange.loopback.contains(Self.v6([0xfe, 0x80], [1])))
    }

    @Test("rpc.addr: a name that resolves to this machine is refused unless the entry says so")
    func rebinding() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer("{}") }
        let loop = try CurlLoop()
        // An IPv4-mapped address is a host that does not look like this machine, but is.
        let url = try RedactedURL("http://[::ffff:127.0.0.1]:\(server.port)")
        var configuration = CurlConfiguration()
        #expect(throws: EndpointFault.plainHTTP(host: "::ffff:127.0.0.1")) {
            try CurlTransport(url: url, configuration: configuration, loop: loop)
        }
        let secure = try CurlTransport(
            url: try RedactedURL("https://[::ffff:127.0.0.1]:\(server.port)"), loop: loop)
        let error = await #expect(throws: TransportError.self) {
            try await secure.send(Bytes(utf8: "{}"), deadline: .now + .seconds(3))
        }
        #expect(error?.kind == .address)
        #expect(server.connectionCount == 0)
        configuration.plainHosts = ["::ffff:127.0.0.1"]
        let named = try CurlTransport(url: url, configuration: configuration, loop: loop)
        #expect(
            try await named.send(Bytes(utf8: "{}"), deadline: .now + .seconds(3))
                == Bytes(utf8: "{}"))
    }

    @Test("plain HTTP is for this machine and for hosts that are named; pins need TLS")
    func plainHTTP() throws {
        let loop = try CurlLoop()
        for text in ["http://localhost", "http://127.0.0.1:1", "http://[::1]:1", "https://a.b"] {
            _ = try CurlTransport(url: try RedactedURL(text), loop: loop)
        }
        for text in ["http://rpc.example", "http://10.0.0.1:8545", "http://127.0.0.1.example"] {
            #expect(throws: EndpointFault.self) {
                try CurlTransport(url: try RedactedURL(text), loop: loop)
            }
        }
        var configuration = CurlConfiguration()
        configuration.publicKeyPins = [.zero]
        #expect(throws: EndpointFault.pinsWithoutTLS) {
            try CurlTransport(
                url: try RedactedURL("http://localhost"), configuration: configuration, loop: loop)
        }
    }
}
