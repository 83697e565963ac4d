import Glibc
import Primitives

/// One HTTP request over a Unix socket or VSOCK; the answer ends with the connection.
struct SocketRequest {
    /// The largest answer, 1 MiB.
    static let mostBytes = 1 << 20

    /// Where to.
    enum Target {
        /// The path of a Unix socket.
        case unix(String)
        /// A context id and a port of VSOCK: 3 is an enclave's parent instance.
        case vsock(contextID: UInt32, port: UInt32)
    }

    let target: Target

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
        return try SocketRequest.answer(try received(on: descriptor))
    }

    private func connected() throws(CommandFailure) -> Int32 {
        let (family, address) = try encodedAddress()
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket") }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var storage = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &storage) { target in
            unsafe target.copyBytes(from: address)
        }
        let done = unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(address.count))
            }
        }
        guard done == 0 else {
            let fault = failure("connect")
            close(descriptor)
            throw fault
        }
        return descriptor
    }

    /// AF_VSOCK of Linux, which the C library's Swift module does not have.
    private static let vsockFamily: UInt16 = 40
    /// The most bytes of a Unix socket's path, with the zero behind it.
    private static let mostPathBytes = 108

    /// The family, and the address as the kernel takes it (unix(7), vsock(7)).
    private func encodedAddress() throws(CommandFailure) -> (family: Int32, address: [UInt8]) {
        func little(_ number: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        switch target {
        case .unix(let path):
            let name = [UInt8](path.utf8)
            guard name.count < SocketRequest.mostPathBytes, !name.contains(0) else {
                throw CommandFailure(
                    .input,
                    "--socket: the path has more than \(SocketRequest.mostPathBytes - 1) bytes")
            }
            return (AF_UNIX, little(UInt32(AF_UNIX), 2) + name + [0])
        case .vsock(let contextID, let port):
            let family = UInt32(SocketRequest.vsockFamily)
            return (
                Int32(family),
                little(family, 2) + [0, 0] + little(port, 4) + little(contextID, 4) + [0, 0, 0, 0]
            )
        }
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
            guard count >= 0, all.count + count <= SocketRequest.mostBytes else {
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
        let name =
            switch target {
            case .unix(let path): "--socket \(path)"
            case .vsock(let contextID, let port): "--vsock \(contextID):\(port)"
            }
        guard let text = unsafe strerror(number) else {
            return CommandFailure(.chain, "\(name): \(call): error \(number)")
        }
        return unsafe CommandFailure(.chain, "\(name): \(call): \(String(cString: text))")
    }
}
