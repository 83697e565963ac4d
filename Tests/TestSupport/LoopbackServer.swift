import Foundation
import Glibc
import Synchronization

/// A server on this machine that does with each request what a script says, byte by byte: the
/// hostile end of a connection, over real sockets.
public final class LoopbackServer: Sendable {
    /// One request as it came.
    public struct Request: Sendable {
        /// The request line and the header lines.
        public let head: String
        /// The body.
        public let body: String
        /// The number of the connection, from 1.
        public let connection: Int

        /// The value of the header `name`, without regard to case.
        public func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n") {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                    return parts[1].trimmingCharacters(in: .whitespaces)
                }
            }
            return nil
        }
    }

    /// What the server does next with a connection.
    public enum Step: Sendable {
        /// Sends bytes.
        case send([UInt8])
        /// Sends the same bytes again and again until the client is gone.
        case sendForever([UInt8], pause: Duration)
        /// Waits.
        case pause(Duration)
        /// Waits until the client closes the connection.
        case waitForClose
        /// Closes the connection.
        case close
    }

    private struct State {
        var requests: [Request] = []
        var connectionCount = 0
        var clientCloses: [ContinuousClock.Instant] = []
    }

    private let state = Mutex(State())
    private let listener: Int32
    private let script: @Sendable (Request) -> [Step]
    /// The port that the server listens on.
    public let port: UInt16

    /// Starts a server.
    public init(_ script: @escaping @Sendable (Request) -> [Step]) throws {
        signal(SIGPIPE, SIG_IGN)
        self.script = script
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.accept() }
    }

    /// Stops listening; running connections end with their scripts.
    public func stop() {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        _ = Glibc.close(listener)
    }

    /// The requests so far.
    public var requests: [Request] { state.withLock { $0.requests } }
    /// How many connections were made.
    public var connectionCount: Int { state.withLock { $0.connectionCount } }
    /// When clients closed connections for which the script waited.
    public var clientCloses: [ContinuousClock.Instant] { state.withLock { $0.clientCloses } }

    /// The steps of an answer with `body`, as a node gives it.
    public static func answer(
        _ body: String, status: String = "200 OK", headers: [String] = [],
        contentType: String = "application/json"
    ) -> [Step] {
        let lines =
            ["HTTP/1.1 \(status)", "Content-Type: \(contentType)"]
            + ["Content-Length: \(body.utf8.count)"] + headers
        return [.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))]
    }
}

extension LoopbackServer {
    private func accept() {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let number = state.withLock { state in
                state.connectionCount += 1
                return state.connectionCount
            }
            Thread.detachNewThread { self.serve(descriptor, number) }
        }
    }

    private func serve(_ descriptor: Int32, _ number: Int) {
        defer { _ = Glibc.close(descriptor) }
        while let request = read(descriptor, number) {
            state.withLock { $0.requests.append(request) }
            for step in script(request) {
                guard perform(step, descriptor) else { return }
            }
        }
    }

    /// Does one step; false when the connection is over.
    private func perform(_ step: Step, _ descriptor: Int32) -> Bool {
        switch step {
        case .send(let bytes):
            return write(bytes, descriptor)
        case .sendForever(let bytes, let pause):
            while write(bytes, descriptor) { Thread.sleep(forTimeInterval: pause / .seconds(1)) }
            return noteClose()
        case .pause(let duration):
            Thread.sleep(forTimeInterval: duration / .seconds(1))
            return true
        case .waitForClose:
            var byte: UInt8 = 0
            while unsafe recv(descriptor, &byte, 1, 0) > 0 {}
            return noteClose()
        case .close:
            return false
        }
    }

    private func noteClose() -> Bool {
        state.withLock { $0.clientCloses.append(.now) }
        return false
    }

    private func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.send(
                    descriptor, raw.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Reads one request with its body.
    private func read(_ descriptor: Int32, _ number: Int) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            if let gap = bytes.firstRange(of: end) {
                let head = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self)
                let request = Request(head: head, body: "", connection: number)
                let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
                if bytes.count >= gap.upperBound + length {
                    let body = bytes[gap.upperBound..<(gap.upperBound + length)]
                    return Request(
                        head: head, body: String(decoding: body, as: UTF8.self), connection: number)
                }
            }
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
