import Logging
import NIOCore

/// One connection: takes one request after the other, has each handled and writes the response.
///
/// Everything runs synchronously on the event loop until a request is whole; then the handler is
/// called, on the same thread. The stages are driven by four kinds of events: bytes that arrive, the
/// peer's close, the handler's answer, and deadlines. Requests are answered in their order: the next
/// one is taken when the answer before it was written.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    enum Stage: Equatable {
        /// TLS is being agreed.
        case handshaking
        /// The next head is awaited or arriving.
        case head
        /// A body is arriving.
        case body
        /// The handler's answer is awaited.
        case handling
        /// The response is being taken by the peer.
        case responding(then: Continuation)
        /// The response was the last; what still arrives is dropped.
        case lingering
        case closed
    }

    /// What follows when a response was written.
    enum Continuation: Equatable {
        case nextRequest
        case close
        /// Half-close and wait: closing at once, while the peer is still sending, would reset the
        /// connection and could destroy the response on its way (RFC 9112, 9.6).
        case linger
    }

    /// A request while its body arrives, and behind that while it is handled. An object: it is looked at
    /// often, and long to copy.
    final class Exchange {
        let framing: RequestFraming
        let method: String
        var body: [UInt8] = []
        /// The request when it is whole.
        var request: HTTPRequest?

        init(framing: RequestFraming, method: String) {
            self.framing = framing
            self.method = method
        }
    }

    /// While fewer bytes than this are held behind a request, the socket stays registered for
    /// reading: that is cheaper than two changes of the registration per request.
    static let readAheadBytes = 16_384

    let core: ServerCore
    var buffer: RequestBuffer
    /// Whether requests are being taken from the buffer, further up on the stack.
    var isTaking = false
    var stage: Stage
    var exchange: Exchange?
    var task: Task<Void, Never>?
    /// Counts the requests, so that an answer that comes too late is recognised.
    var requestNumber = 0
    var inputClosed = false
    /// Whether the channel was told to read and has not read since.
    private var isReading = false
    private(set) var context: ChannelHandlerContext?
    private(set) var peer = PeerAddress.unknown
    private(set) var peerCertificate: [UInt8]?
    private(set) var seat: Int?
    private var bufferedBytes = 0

    init(core: ServerCore) {
        self.core = core
        buffer = RequestBuffer(limits: core.configuration.limits)
        stage = core.configuration.tls == nil ? .head : .handshaking
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = PeerAddress(context.channel.remoteAddress)
        seat = core.admit(self, phase: stage == .head ? .head : .handshake)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        read()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch stage {
        case .head, .body, .handling, .responding:
            buffer.append(unwrapInboundIn(data))
            takeRequests()
        // What follows a connection's last request is read and dropped.
        case .handshaking, .lingering, .closed: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        noteProgress()
        isReading = false
        if wantsBytes { read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed as ChannelEvent:
            inputClosed = true
            endOfInput()
        case let event as TLSHandshakeCompleted where stage == .handshaking:
            peerCertificate = event.peerCertificate
            stage = .head
            begin(.head)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let failure as TLSFailure:
            core.counters.handshakesFailed.count(stage == .handshaking ? 1 : 0)
            core.logger.debug("TLS failed", metadata: ["reason": "\(failure)", "peer": "\(peer)"])
            closeNow()
        default:
            closeNow()
        }
    }
}

// MARK: the state's edges

extension ConnectionHandler {
    /// Whether a head has begun that is not complete.
    var hasPartialHead: Bool { stage == .head && buffer.heldBytes > 0 }

    /// Has the channel read, unless it will: to tell it twice costs a hundredth of a request.
    func read() {
        guard !isReading, let context else { return }
        isReading = true
        context.read()
    }

    /// Begins a phase and its deadline.
    func begin(_ phase: ConnectionPhase) {
        guard let seat else { return }
        core.begin(phase, seat: seat)
    }

    /// Closes the connection; a handler's task is cancelled.
    func closeNow() {
        guard stage != .closed else { return }
        stage = .closed
        buffer.dropAll()
        // Leaving the roster here keeps its numbers right while the channel is still closing.
        let context = self.context
        leave()
        context?.close(promise: nil)
    }

    /// Accounts for the bytes that this connection holds.
    func hold(bytes: Int) {
        guard bytes != bufferedBytes, seat != nil else { return }
        let change = bytes - bufferedBytes
        bufferedBytes = bytes
        core.buffered(bytes: change, by: self)
    }

    private func leave() {
        stage = .closed
        task?.cancel()
        task = nil
        exchange = nil
        guard let seat else { return }
        hold(bytes: 0)
        self.seat = nil
        core.dismiss(seat: seat)
    }

    private var wantsBytes: Bool {
        guard !inputClosed else { return false }
        return switch stage {
        case .handshaking, .head, .body, .lingering: true
        case .handling, .responding: buffer.heldBytes < Self.readAheadBytes
        case .closed: false
        }
    }

    /// Looks at what a read has brought: the first byte of a request ends the idle phase.
    func noteProgress() {
        guard let seat else { return }
        if hasPartialHead, core.roster.phase(of: seat) == .idle {
            begin(.head)
        }
        if stage == .head || stage == .body {
            hold(bytes: buffer.heldBytes + (exchange?.body.count ?? 0))
        }
    }
}
