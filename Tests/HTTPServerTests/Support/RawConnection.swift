import Glibc
import HTTPServer

/// A client that writes the bytes it is told to and hides nothing of what comes back.
final class RawConnection {
    /// What a call of the system refused.
    struct Failure: Error {
        let call: String
        let code: Int32
    }

    let descriptor: Int32
    /// Bytes that were received and not returned yet.
    private var received: [UInt8] = []

    /// Connects; no read waits longer than ten seconds.
    init(to address: ListenAddress, receiveBuffer: Int32? = nil) throws {
        switch address {
        case .host(let host, let port):
            let isIPv6 = host.contains(":")
            descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            if let receiveBuffer {
                try set(SO_RCVBUF, receiveBuffer)
            }
            try isIPv6 ? connectIPv6(host, port) : connectIPv4(host, port)
        case .unixDomainSocket(let path):
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            try connectUnix(path)
        case .vsock: throw Failure(call: "socket", code: EAFNOSUPPORT)
        }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        let length = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, length)
    }

    deinit {
        close(descriptor)
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            sent += count
        }
    }

    /// Sends the text's UTF-8.
    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Ends sending; receiving goes on.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// The next bytes, at most this many, empty at the end.
    func receive(upTo count: Int = 65_536) throws -> [UInt8] {
        if !received.isEmpty {
            defer { received.removeFirst(min(count, received.count)) }
            return Array(received.prefix(count))
        }
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe recv(descriptor, &bytes, count, 0)
        guard result >= 0 else { throw Failure(call: "recv", code: errno) }
        return Array(bytes.prefix(result))
    }

    /// All bytes until the server closes; a reset counts as a close when `toleratingReset`.
    func receiveToEnd(toleratingReset: Bool = false) throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            do {
                let bytes = try receive()
                if bytes.isEmpty { return all }
                all += bytes
            } catch let failure as Failure where toleratingReset && failure.code == ECONNRESET {
                return all
            }
        }
    }

    /// The next response; nil when the server closes before its first byte.
    func response(headOnly: Bool = false) throws -> RawResponse? {
        var bytes: [UInt8] = []
        while true {
            if let (response, rest) = RawResponse.parse(bytes, headOnly: headOnly) {
                received = rest + received
                return response
            }
            let more = try receive()
            if more.isEmpty {
                guard bytes.isEmpty else { throw Failure(call: "response", code: 0) }
                return nil
            }
            bytes += more
        }
    }
}

extension RawConnection {
    private func set(_ option: Int32, _ value: Int32) throws {
        var value = value
        let length = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe setsockopt(descriptor, SOL_SOCKET, option, &value, length) == 0 else {
            throw Failure(call: "setsockopt", code: errno)
        }
    }

    private func connectIPv4(_ host: String, _ port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        unsafe inet_pton(AF_INET, host, &address.sin_addr)
        try connect(address)
    }

    private func connectIPv6(_ host: String, _ port: Int) throws {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = UInt16(port).bigEndian
        unsafe inet_pton(AF_INET6, host, &address.sin6_addr)
        try connect(address)
    }

    private func connectUnix(_ path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            unsafe field.copyBytes(from: path.utf8.prefix(field.count - 1))
        }
        try connect(address)
    }

    private func connect<Address>(_ address: Address) throws {
        let result = unsafe withUnsafeBytes(of: address) { bytes in
            unsafe Glibc.connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count))
        }
        guard result == 0 else { throw Failure(call: "connect", code: errno) }
    }
}

extension RawConnection {
    /// Whether a read would not wait.
    var isReadable: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, 0) > 0
    }

    /// Does nothing for a while.
    func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1_000)
    }

    /// Makes the close at the end of this object's life a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        let length = socklen_t(MemoryLayout<linger>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, length)
    }
}
