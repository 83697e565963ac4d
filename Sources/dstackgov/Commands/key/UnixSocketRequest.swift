import Glibc
import Primitives

/// One HTTP request over a Unix socket; the answer ends with the connection.
struct UnixSocketRequest {
    /// The largest answer, 1 MiB.
    static let mostBytes = 1 << 20

    let path: String

    /// Sends a body and reads the answer.
    func post(
        _ route: String, _ body: Bytes
    ) throws(CommandFailure) -> (status: Int, body: Bytes) {
        let descriptor = try connected()
        defer { close(descriptor) }
        let head =
            "POST \(route) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        try send([UInt8](head.utf8) + [UInt8](body), on: descriptor)
        return try UnixSocketRequest.answer(try received(on: descriptor))
    }

    private func connected() throws(CommandFailure) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = [UInt8](path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count < room, !name.contains(0) else {
            throw CommandFailure(.input, "--socket: the path has more than \(room - 1) bytes")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: name)
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket") }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        let done = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard done == 0 else {
            let fault = failure("connect")
            close(descriptor)
            throw fault
        }
        return descriptor
    }

    private func send(_ bytes: [UInt8], on descriptor: Int32) throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("send") }
            rest = rest.dropFirst(count)
        }
    }

    private func received(on descriptor: Int32) throws(CommandFailure) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, all.count + count <= UnixSocketRequest.mostBytes else {
                throw failure("recv")
            }
            if count == 0 { return all }
            all += buffer[..<count]
        }
    }

    private static func answer(
        _ bytes: [UInt8]
    ) throws(CommandFailure) -> (status: Int, body: Bytes) {
        let end: [UInt8] = [13, 10, 13, 10]
        let place = bytes.indices.first { bytes[$0...].starts(with: end) }
        let head = String(decoding: bytes[..<(place ?? 0)], as: UTF8.self)
        let words = head.split(separator: " ", maxSplits: 2)
        guard let place, words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw CommandFailure(.chain, "dstack-keyd: an answer that is no HTTP")
        }
        return (status, Bytes(bytes[(place + end.count)...]))
    }

    private func failure(_ call: String) -> CommandFailure {
        let number = errno
        guard let text = unsafe strerror(number) else {
            return CommandFailure(.chain, "--socket \(path): \(call): error \(number)")
        }
        return unsafe CommandFailure(
            .chain, "--socket \(path): \(call): \(String(cString: text))")
    }
}
