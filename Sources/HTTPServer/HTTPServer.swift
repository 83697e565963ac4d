import Glibc
public import Logging
public import NIOCore
public import NIOPosix
import Synchronization

/// An HTTP/1.1 server with bounds on everything that a client can make it spend.
///
/// All connections and handlers share one thread. Start it before the main thread waits for a
/// signal, and stop it afterwards:
///
///     let signals = try TerminationSignals.block()
///     let server = try HTTPServer(configuration, logger: logger) { request in … }
///     signals.wait()
///     server.stop(within: .seconds(10))
public final class HTTPServer: Sendable {
    /// Answers one request. It runs on the server's thread, so it must not block; it is cancelled
    /// when the peer is gone or the deadline has passed.
    public typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse

    /// Has one request answered, at once or later. It runs on the server's thread and must not
    /// block; it returns the task that works on the answer, to be cancelled when the peer is gone or
    /// the deadline has passed, and nil where there is none.
    public typealias RespondingHandler =
        @Sendable (HTTPRequest, HTTPResponder) -> Task<Void, Never>?

    /// Chooses the answer that a client gets when the server refuses; the request is there when it
    /// arrived whole. It runs on the server's thread and must not block.
    public typealias RefusalResponse = @Sendable (HTTPRefusal, HTTPRequest?) -> HTTPResponse

    /// The addresses that the server listens on, with the ports that the system chose.
    public let addresses: [ListenAddress]
    /// The thread on which handlers run.
    public let eventLoop: any EventLoop

    private let core: NIOLoopBound<ServerCore>
    private let listeners: [any Channel]
    private let counters: ServerCounters
    private let ownGroup: MultiThreadedEventLoopGroup?
    private let report = Mutex<StopReport?>(nil)

    /// Starts a server and returns when it listens. Blocks the calling thread meanwhile, which must
    /// not be the event loop's.
    ///
    /// - Parameters:
    ///   - configuration: Addresses, limits, deadlines and TLS.
    ///   - group: The threads to use, of which the first is taken; nil makes a thread of its own.
    ///   - logger: Gets starts and stops at `info`, single connections at `debug`.
    ///   - refusalResponse: What clients get when the server refuses; plain text unless given.
    ///   - handler: Has the requests answered.
    /// - Throws: ``HTTPServerError`` when a setting makes no sense, a file of TLS does not fit, the
    ///   process may not open enough descriptors, or an address cannot be listened on.
    public init(
        _ configuration: Configuration,
        group: MultiThreadedEventLoopGroup? = nil,
        logger: Logger,
        refusalResponse: @escaping RefusalResponse = { refusal, _ in refusal.response },
        respondingHandler handler: @escaping RespondingHandler
    ) throws(HTTPServerError) {
        try configuration.check()
        try DescriptorLimit.ensure(connections: configuration.limits.connections)
        let tls = try Self.tlsContext(configuration.tls)
        ownGroup = group == nil ? MultiThreadedEventLoopGroup(numberOfThreads: 1) : nil
        let threads = group ?? ownGroup ?? MultiThreadedEventLoopGroup.singleton
        let eventLoop = threads.next()
        let counters = ServerCounters()
        self.eventLoop = eventLoop
        self.counters = counters
        do {
            core = try eventLoop.submit {
                NIOLoopBound(
                    ServerCore(
                        configuration: configuration, handler: handler,
                        refusalResponse: refusalResponse, eventLoop: eventLoop,
                        counters: counters, logger: logger),
                    eventLoop: eventLoop)
            }.wait()
        } catch {
            throw .configuration("the event loop does not run: \(error)")
        }
        let bootstrap = Self.bootstrap(core, tls: tls, eventLoop: eventLoop)
        var listeners: [any Channel] = []
        for address in configuration.addresses {
            do throws(HTTPServerError) {
                listeners.append(try Self.bind(bootstrap, to: address, configuration))
            } catch {
                for listener in listeners { try? listener.close().wait() }
                try? ownGroup?.syncShutdownGracefully()
                throw error
            }
        }
        self.listeners = listeners
        addresses = zip(configuration.addresses, listeners).compactMap { address, listener in
            // NIO has no socket address for VSOCK; its port is the one that was asked for.
            if case .vsock = address { return address }
            return ListenAddress(bound: listener.localAddress)
        }
        logger.info("listening", metadata: ["addresses": "\(addresses)"])
    }

    /// Starts a server whose requests are each answered by a task, and returns when it listens.
    ///
    /// - Parameters:
    ///   - configuration: Addresses, limits, deadlines and TLS.
    ///   - group: The threads to use, of which the first is taken; nil makes a thread of its own.
    ///   - logger: Gets starts and stops at `info`, single connections at `debug`.
    ///   - refusalResponse: What clients get when the server refuses; plain text unless given.
    ///   - handler: Answers the requests.
    /// - Throws: ``HTTPServerError``, as above.
    public convenience init(
        _ configuration: Configuration,
        group: MultiThreadedEventLoopGroup? = nil,
        logger: Logger,
        refusalResponse: @escaping RefusalResponse = { refusal, _ in refusal.response },
        handler: @escaping Handler
    ) throws(HTTPServerError) {
        try self.init(
            configuration, group: group, logger: logger, refusalResponse: refusalResponse,
            respondingHandler: { request, responder in
                responder.task { responder.answer(await handler(request)) }
            })
    }

    /// The numbers since the start.
    public var statistics: Statistics { counters.snapshot }

    /// Stops: accepts no more, closes idle connections, finishes every request that has begun and
    /// closes behind its response; what is not finished within the limit is cancelled and closed.
    /// Blocks the calling thread, which must not be the event loop's. A second call changes nothing
    /// and gets the first one's report. A new connection has until its head's deadline to begin.
    @discardableResult
    public func stop(within limit: Duration) -> StopReport {
        report.withLock { report in
            if let report { return report }
            let result = stopOnce(within: limit)
            report = result
            return result
        }
    }

    private func stopOnce(within limit: Duration) -> StopReport {
        for listener in listeners { try? listener.close().wait() }
        for case .unixDomainSocket(let path) in addresses { unsafe unlink(path) }
        let core = self.core
        let limit = TimeAmount(min(limit, .seconds(86_400)))
        let result =
            (try? eventLoop.flatSubmit { core.value.stop(within: limit) }.wait())
            ?? StopReport(closedConnections: 0, abandonedRequests: 0)
        // A handler that ignores its cancellation still needs the thread.
        if result.abandonedRequests == 0 {
            try? ownGroup?.syncShutdownGracefully()
        }
        return result
    }
}

// MARK: sockets

extension HTTPServer {
    /// The most that one read takes. OpenSSL keeps a buffer of the largest read per connection.
    private static let maximumReadBytes = 16_384

    private static func tlsContext(
        _ configuration: TLSConfiguration?
    ) throws(HTTPServerError) -> TLSContext? {
        guard let configuration else { return nil }
        do {
            return try TLSContext(configuration)
        } catch {
            throw .tls(error)
        }
    }

    private static func bootstrap(
        _ core: NIOLoopBound<ServerCore>, tls: TLSContext?, eventLoop: any EventLoop
    ) -> ServerBootstrap {
        ServerBootstrap(group: eventLoop)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptBackoffHandler { core.value.acceptFailed($0) })
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try addHandlers(to: channel, core: core.value, tls: tls)
                }
            }
    }

    private static func addHandlers(
        to channel: any Channel, core: ServerCore, tls: TLSContext?
    ) throws {
        // One read at a time, of few bytes: each is followed by a decision whether more is wanted.
        try channel.syncOptions?.setOption(ChannelOptions.autoRead, value: false)
        try channel.syncOptions?.setOption(ChannelOptions.maxMessagesPerRead, value: 1)
        try channel.syncOptions?.setOption(
            ChannelOptions.recvAllocator,
            value: AdaptiveRecvByteBufferAllocator(
                minimum: 1_024, initial: 2_048, maximum: maximumReadBytes))
        try channel.syncOptions?.setOption(ChannelOptions.allowRemoteHalfClosure, value: true)
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            try pipeline.addHandler(TLSHandler(session: TLSSession(tls)))
        }
        try pipeline.addHandler(ConnectionHandler(core: core))
    }

    private static func bind(
        _ bootstrap: ServerBootstrap, to address: ListenAddress, _ configuration: Configuration
    ) throws(HTTPServerError) -> any Channel {
        let backlog = Int32(clamping: configuration.limits.backlog)
        let bootstrap = bootstrap.serverChannelOption(ChannelOptions.backlog, value: backlog)
        do {
            switch address {
            case .host(let host, let port):
                return
                    try bootstrap
                    .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: host, port: port).wait()
            case .unixDomainSocket(let path):
                let channel = try bootstrap.bind(
                    unixDomainSocketPath: path, cleanupExistingSocketFile: true
                ).wait()
                guard unsafe chmod(path, mode_t(configuration.socketPermissions)) == 0 else {
                    let code = errno
                    try? channel.close().wait()
                    throw HTTPServerError.bind(address, reason: "chmod failed: errno \(code)")
                }
                return channel
            case .vsock(let contextID, let port):
                let target = VsockAddress(
                    cid: .init(rawValue: contextID), port: .init(rawValue: port))
                return try bootstrap.bind(to: target).wait()
            }
        } catch let error as HTTPServerError {
            throw error
        } catch {
            throw .bind(address, reason: "\(error)")
        }
    }
}
