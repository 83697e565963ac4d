extension HTTPServer {
    /// Where and within which bounds a server works.
    public struct Configuration: Sendable {
        /// The sockets to listen on; all serve the same handler.
        public var addresses: [ListenAddress]
        /// Sizes and numbers that no client can exceed.
        public var limits = Limits()
        /// Times that no client can exceed.
        public var deadlines = Deadlines()
        /// TLS on every address; nil serves plain HTTP.
        public var tls: TLSConfiguration?
        /// The permission bits of Unix domain sockets.
        public var socketPermissions: UInt32 = 0o600

        /// A configuration with the default limits and deadlines.
        public init(addresses: [ListenAddress], tls: TLSConfiguration? = nil) {
            self.addresses = addresses
            self.tls = tls
        }
    }

    /// Sizes in bytes and numbers that no client can exceed.
    public struct Limits: Sendable {
        /// The bytes of a head from the request line to the empty line; more is 431, or 414 when
        /// the request line alone is longer.
        public var headBytes = 16_384
        /// The fields of a head; more is 431.
        public var headFields = 100
        /// The bytes of a body; more is 413.
        public var bodyBytes = 65_536
        /// The open connections. When one more arrives, the longest idle or else the slowest
        /// connection is closed, never one whose request is being handled.
        public var connections = 1_024
        /// The requests being handled; one more is 503. Less than `connections`.
        public var requestsInFlight = 256
        /// The bytes of unfinished requests and unsent responses of all connections together; the
        /// slowest connections are closed when there are more.
        public var bufferedBytes = 16_777_216
        /// The connections that the kernel keeps until they are accepted.
        public var backlog = 1_024

        /// The default limits.
        public init() {}
    }

    /// Times that no client can exceed; each runs from the beginning of its phase and is not
    /// prolonged by single bytes. A whole request takes at most head + body + handling + response.
    public struct Deadlines: Sendable {
        /// From the accepted connection to the end of the TLS handshake.
        public var handshake: Duration = .seconds(5)
        /// From the first byte of a head (on a new connection from its beginning) to its end.
        public var head: Duration = .seconds(2)
        /// From the end of the head to the end of the body.
        public var body: Duration = .seconds(2)
        /// From the end of the request to the handler's answer; then 503, and the task is cancelled.
        public var handling: Duration = .seconds(30)
        /// From the handler's answer to its last byte in the kernel's buffer.
        public var response: Duration = .seconds(10)
        /// From one request's response to the first byte of the next request.
        public var idle: Duration = .seconds(60)
        /// From a response that ends a connection early to the peer's close.
        public var linger: Duration = .seconds(1)

        /// The default deadlines.
        public init() {}

        func duration(of phase: ConnectionPhase) -> Duration {
            switch phase {
            case .handshake: handshake
            case .head: head
            case .body: body
            case .handling: handling
            case .response: response
            case .idle: idle
            case .linger: linger
            }
        }
    }
}

extension HTTPServer.Configuration {
    /// Refuses a configuration that could not serve or could lock everybody out.
    func check() throws(HTTPServerError) {
        guard !addresses.isEmpty else {
            throw .configuration("addresses: name at least one address to listen on")
        }
        let numbers = [
            ("headBytes", limits.headBytes), ("headFields", limits.headFields),
            ("bodyBytes", limits.bodyBytes), ("connections", limits.connections),
            ("requestsInFlight", limits.requestsInFlight),
            ("bufferedBytes", limits.bufferedBytes), ("backlog", limits.backlog),
        ]
        // 2^30 keeps every sum and the kernel's 32-bit arguments in range.
        for (name, number) in numbers where !(1...1 << 30).contains(number) {
            throw .configuration("limits.\(name): \(number) is not between 1 and 2^30")
        }
        guard limits.requestsInFlight < limits.connections else {
            throw .configuration(
                "limits.requestsInFlight: \(limits.requestsInFlight) is not less than the "
                    + "\(limits.connections) connections; a full server could take no new one")
        }
        guard limits.headBytes + limits.bodyBytes <= limits.bufferedBytes else {
            throw .configuration(
                "limits.bufferedBytes: \(limits.bufferedBytes) holds not even one request")
        }
        for phase in ConnectionPhase.allCases {
            let duration = deadlines.duration(of: phase)
            guard duration > .zero, duration <= .seconds(86_400) else {
                throw .configuration(
                    "deadlines.\(phase): \(duration) is not between 0 and 86,400 s")
            }
        }
    }
}
