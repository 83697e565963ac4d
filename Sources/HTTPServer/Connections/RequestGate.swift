import NIOCore

/// Hands the parser exactly one request's bytes at a time.
///
/// The gate counts a head's bytes before the parser sees any of them, passes the body's bytes as
/// far as the head announced them, and keeps what a pipelining client sends behind a request until
/// the response has been written. Therefore requests of one connection are answered in order, and
/// nothing behind a refused request is looked at.
final class RequestGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private enum Expectation: Equatable {
        case head
        case body(remaining: Int)
        /// A whole request was passed on and is not answered yet.
        case nothing
        /// A head was passed on, and the parser has not made a request of it.
        case parsing
        /// The connection is ending: bytes are read and dropped.
        case end
    }

    /// Says that the peer sends nothing more. It takes the place of the channel's own event, upon
    /// which the parser would stop, although requests that arrived before it are still held here.
    struct InputClosed {}

    /// The most that is kept behind a request; more only arrives when a peer closes early.
    static let maximumHeldBytes = 131_072

    private let limits: HTTPServer.Limits
    private var scanner: HeadScanner
    private var expectation = Expectation.head
    private var input = ByteBuffer()
    /// Whether bytes were dropped; nothing that comes behind them may be taken for a request.
    private var overflowed = false
    private var context: ChannelHandlerContext?
    /// Whether the head that was passed on last begins with a token, so that an unknown method can
    /// be told from rubbish.
    private(set) var headBeginsWithToken = false

    init(limits: HTTPServer.Limits) {
        self.limits = limits
        scanner = HeadScanner(
            maximumBytes: limits.headBytes, maximumFields: limits.headFields)
    }

    /// The bytes that arrived and were not passed on.
    var heldBytes: Int { input.readableBytes }

    /// Whether a head has begun that is not complete.
    var hasPartialHead: Bool { expectation == .head && input.readableBytes > 0 }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard expectation != .end, !overflowed else { return }
        var bytes = unwrapInboundIn(data)
        if input.readableBytes == 0 {
            input = bytes
        } else if input.readableBytes + bytes.readableBytes <= Self.maximumHeldBytes {
            input.writeBuffer(&bytes)
        } else {
            overflowed = true
            return
        }
        pass(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            context.fireUserInboundEventTriggered(InputClosed())
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Announces the body of the head that is being passed on.
    func expectBody(of length: Int) {
        expectation = length > 0 ? .body(remaining: length) : .nothing
    }

    /// Goes on with the next request, whose bytes may be here already.
    func expectNextRequest() {
        guard expectation == .nothing, let context else { return }
        expectation = .head
        pass(context)
    }

    /// Drops everything that is here and that still arrives.
    func expectEnd() {
        expectation = .end
        input = ByteBuffer()
    }
}

extension RequestGate {
    private func pass(_ context: ChannelHandlerContext) {
        while input.readableBytes > 0 {
            switch expectation {
            case .parsing, .nothing, .end:
                return
            case .body(let remaining):
                let length = min(remaining, input.readableBytes)
                guard let piece = input.readSlice(length: length) else { return }
                expectation = length < remaining ? .body(remaining: remaining - length) : .nothing
                releaseIfEmpty()
                context.fireChannelRead(wrapInboundOut(piece))
            case .head:
                guard passHead(context) else { return }
            }
        }
    }

    /// Passes a head on when it is complete; false when nothing more can be done.
    private func passHead(_ context: ChannelHandlerContext) -> Bool {
        let outcome = unsafe input.withUnsafeReadableBytes { bytes in
            unsafe scanner.scan(UnsafeRawBufferPointer(rebasing: bytes[scanner.scanned...]))
        }
        switch outcome {
        case .incomplete:
            return false
        case .refused(let refusal):
            expectEnd()
            context.fireErrorCaught(refusal)
            return false
        case .complete(let length):
            guard let head = input.readSlice(length: length) else { return false }
            scanner = HeadScanner(
                maximumBytes: limits.headBytes, maximumFields: limits.headFields)
            expectation = .parsing
            headBeginsWithToken = Self.beginsWithToken(head)
            releaseIfEmpty()
            context.fireChannelRead(wrapInboundOut(head))
            if expectation == .parsing {
                // The parser waits for more than a head, as it does behind HTTP/2's preface.
                context.fireErrorCaught(HTTPRefusal.malformed(.syntax))
            }
            return true
        }
    }

    /// Gives the memory of a read back when all of it was passed on.
    private func releaseIfEmpty() {
        if input.readableBytes == 0 {
            input = ByteBuffer()
        }
    }

    /// Whether letters, digits, hyphens and underscores stand before the first space.
    private static func beginsWithToken(_ head: ByteBuffer) -> Bool {
        let method = head.readableBytesView.drop { $0 == 0x0d || $0 == 0x0a }.prefix { $0 != 0x20 }
        return !method.isEmpty
            && method.allSatisfy { byte in
                switch byte.asciiLowercased {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
