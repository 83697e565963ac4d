import Authorization
import AuthorizationService
import Codec
import DecisionLog
import Foundation
import HTTPServer
import Logging
import Primitives
import Synchronization
import TestSupport

/// A service that listens, with a log in a folder of its own; removed with it.
final class ListeningService {
    let folder: String
    let service: BootService
    let server: HTTPServer
    let log: LogWriter
    let key: LogKey

    init(
        _ backend: any BootBackend, gate: ServiceGate = ServiceGate(), base: String = "/",
        deadlines: HTTPServer.Deadlines = .init(),
        change: (inout BootService.Parts) -> Void = { _ in }
    ) throws {
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "service-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        key = try LogKey(path: folder + "/key", name: "test")
        log = try LogWriter(folder: folder + "/log", key: key)
        var parts = BootService.Parts(backend: backend, log: log, gate: gate)
        parts.base = base
        change(&parts)
        let service = BootService(parts)
        self.service = service
        var configuration = HTTPServer.Configuration(addresses: [.host("127.0.0.1", port: 0)])
        configuration.deadlines = deadlines
        server = try HTTPServer(
            configuration, logger: Logger(label: "test"),
            refusalResponse: { service.refusal($0, $1) },
            respondingHandler: { service.respond(to: $0, by: $1) })
    }

    deinit {
        server.stop(within: .seconds(1))
        log.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// One exchange on a connection of its own, as the KMS makes it.
    func ask(
        _ method: String, _ target: String, _ body: Bytes? = nil,
        fields: [String: String] = ["content-type": "application/json"]
    ) async throws -> Reply {
        guard case .host(_, let port) = server.addresses[0] else { throw Reply.Broken() }
        var head = "\(method) \(target) HTTP/1.1\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        head += "host: authd:8000\r\nconnection: close\r\n"
        if let body { head += "content-length: \(body.count)\r\n" }
        let bytes = Bytes(utf8: head + "\r\n") + (body ?? Bytes())
        return try Reply(try await Exchange.run(port: port, bytes))
    }

    /// The records so far.
    func records() throws -> [JSONValue] {
        var records: [JSONValue] = []
        try LogReader(folder: folder + "/log").read { records.append($0.content) }
        return records
    }
}

/// An answer as it came over the socket.
struct Reply {
    struct Broken: Error {}

    let status: Int
    let fields: [String: String]
    let body: String

    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { throw Broken() }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Broken() }
        self.status = status
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        self.fields = fields
        body = String(text[end.upperBound...])
    }

    var json: JSONValue? { try? JSONValue(parsing: body) }
}

/// A connection that sends, reads to the end and closes, on a thread of its own.
enum Exchange {
    static func run(port: Int, _ bytes: Bytes) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchange(port: port, [UInt8](bytes)) })
            }
        }
    }

    private static func exchange(port: Int, _ bytes: [UInt8]) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Reply.Broken() }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        var answer: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &block, block.count, 0)
            guard count > 0 else { return answer }
            answer += block[..<count]
        }
    }
}

/// Lines that several threads add to.
final class SharedLines: Sendable {
    private let content = Mutex<[String]>([])

    var lines: [String] { content.withLock { $0 } }
    func add(_ line: String) { content.withLock { $0.append(line) } }
}
