import NIOCore

/// Says that TLS was agreed, and with whom.
struct TLSHandshakeCompleted {
    /// The DER of the certificate that the peer proved to hold.
    let peerCertificate: [UInt8]?
}

/// Puts TLS between a socket and the handlers behind it.
///
/// A read that brings no plaintext is followed by another one, so that the handlers behind see
/// reads that bring something. Writes are encrypted while the socket takes them and wait otherwise.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case handshaking
        case open
        /// The peer has said that it sends nothing more.
        case inputClosed
        case failed
    }

    private struct PendingWrite {
        var bytes: ByteBuffer
        let promise: EventLoopPromise<Void>?
    }

    /// The ciphertext that may arrive without leading to plaintext: a handshake with certificates
    /// fits, a peer that only sends key updates or empty records does not.
    private static let maximumIdleCiphertext = 262_144

    private let session: TLSSession
    private var state = State.handshaking
    private var idleCiphertext = 0
    private var hasDelivered = false
    private var sentCloseNotify = false
    private var pending = CircularBuffer<PendingWrite>(initialCapacity: 1)

    init(session: TLSSession) {
        self.session = session
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let ciphertext = unwrapInboundIn(data)
        guard state == .handshaking || state == .open else { return }
        idleCiphertext += ciphertext.readableBytes
        guard session.receive(ciphertext), idleCiphertext <= Self.maximumIdleCiphertext else {
            fail(context, TLSFailure("reading", reasons: ["too much ciphertext without content"]))
            return
        }
        if state == .handshaking {
            advanceHandshake(context)
        }
        if state == .open {
            deliverPlaintext(context)
        }
        flushCiphertext(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if hasDelivered || state == .failed {
            hasDelivered = false
            context.fireChannelReadComplete()
        } else {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The close_notify was the end of input; the socket's end adds nothing.
        if case .inputClosed? = event as? ChannelEvent, state == .inputClosed { return }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        dropPending(ChannelError.ioOnClosedChannel)
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        pending.append(PendingWrite(bytes: unwrapOutboundIn(data), promise: promise))
    }

    func flush(context: ChannelHandlerContext) {
        encryptPending(context)
        context.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        encryptPending(context)
        context.flush()
        context.fireChannelWritabilityChanged()
    }

    /// Says close_notify before sending ends. A full close does not wait until the socket takes it;
    /// who wants to be sure that it arrives closes the output first.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode != .input, let closeNotify = makeCloseNotify(context) else {
            context.close(mode: mode, promise: promise)
            return
        }
        dropPending(ChannelError.outputClosed)
        guard mode == .output else {
            context.writeAndFlush(wrapOutboundOut(closeNotify), promise: nil)
            context.close(mode: mode, promise: promise)
            return
        }
        let bound = NIOLoopBound((context, promise), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(closeNotify)).whenComplete { _ in
            let (context, promise) = bound.value
            context.close(mode: .output, promise: promise)
        }
    }
}

extension TLSHandler {
    private func advanceHandshake(_ context: ChannelHandlerContext) {
        switch session.handshake() {
        case .needsInput: break
        case .done:
            state = .open
            hasDelivered = true
            // The last flight goes out before the handlers behind can write.
            flushCiphertext(context)
            context.fireUserInboundEventTriggered(
                TLSHandshakeCompleted(peerCertificate: session.peerCertificate))
        case .closed: fail(context, TLSFailure("handshake", reasons: ["the peer closed"]))
        case .failed(let failure): fail(context, failure)
        }
    }

    private func deliverPlaintext(_ context: ChannelHandlerContext) {
        while state == .open {
            var plaintext = context.channel.allocator.buffer(capacity: TLSSession.recordBytes)
            switch session.read(into: &plaintext) {
            case .done:
                idleCiphertext = 0
                hasDelivered = true
                context.fireChannelRead(wrapInboundOut(plaintext))
            case .needsInput: return
            case .closed:
                state = .inputClosed
                hasDelivered = true
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            case .failed(let failure): fail(context, failure)
            }
        }
    }

    /// Encrypts what waits, as long as the socket takes it without piling up.
    private func encryptPending(_ context: ChannelHandlerContext) {
        while !pending.isEmpty, context.channel.isWritable {
            guard state == .open || state == .inputClosed, !sentCloseNotify else {
                dropPending(ChannelError.outputClosed)
                return
            }
            if case .failed(let failure) = session.write(from: &pending[pending.startIndex].bytes) {
                fail(context, failure)
                return
            }
            guard let ciphertext = session.takeCiphertext(context.channel.allocator) else {
                fail(context, TLSFailure("writing", reasons: ["no ciphertext"]))
                return
            }
            var promise: EventLoopPromise<Void>?
            if pending[pending.startIndex].bytes.readableBytes == 0 {
                promise = pending.removeFirst().promise
            }
            context.write(wrapOutboundOut(ciphertext), promise: promise)
        }
    }

    /// The close_notify, nil when it was sent already or there is no session to end.
    private func makeCloseNotify(_ context: ChannelHandlerContext) -> ByteBuffer? {
        guard !sentCloseNotify, state == .open || state == .inputClosed else { return nil }
        sentCloseNotify = true
        session.sendCloseNotify()
        return session.takeCiphertext(context.channel.allocator)
    }

    private func flushCiphertext(_ context: ChannelHandlerContext) {
        if let ciphertext = session.takeCiphertext(context.channel.allocator) {
            context.writeAndFlush(wrapOutboundOut(ciphertext), promise: nil)
        }
    }

    /// Sends the alert that OpenSSL may have prepared and reports the failure, which ends the
    /// connection.
    private func fail(_ context: ChannelHandlerContext, _ failure: TLSFailure) {
        guard state != .failed else { return }
        state = .failed
        flushCiphertext(context)
        dropPending(failure)
        context.fireErrorCaught(failure)
    }

    private func dropPending(_ error: any Error) {
        let dropped = pending
        pending = CircularBuffer(initialCapacity: 0)
        for write in dropped {
            write.promise?.fail(error)
        }
    }
}
