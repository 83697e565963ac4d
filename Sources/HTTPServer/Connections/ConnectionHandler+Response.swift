import Logging
import NIOCore

extension ConnectionHandler {
    /// Writes the handler's answer.
    func respond(_ response: HTTPResponse) {
        guard let exchange else { return }
        // A peer that has closed its side, and sent nothing further before, sends no more requests.
        let isLast = inputClosed && buffer.heldBytes == 0
        let closes = !exchange.framing.keepsAlive || core.isStopping || isLast
        let encoder = ResponseEncoder(
            date: core.dateText(), closes: closes, headOnly: exchange.method == "HEAD")
        do {
            try encoder.encode(response, into: &core.responseBuffer)
            core.counters.requestsAnswered.count()
            write(core.responseBuffer, then: closes ? .close : .nextRequest)
        } catch {
            core.logger.error("handler's response cannot be sent", metadata: ["why": "\(error)"])
            refuse(error)
        }
    }

    /// Answers by the server itself and ends the connection; the body that may still be on its way
    /// is not read as a request.
    func refuse(_ refusal: HTTPRefusal) {
        switch stage {
        case .head, .body, .handling: break
        case .handshaking, .responding, .lingering, .closed: return
        }
        task?.cancel()
        task = nil
        buffer.dropAll()
        core.counters.requestsRefused.count()
        core.logger.debug(
            "request refused", metadata: ["why": "\(refusal.explanation)", "peer": "\(peer)"])
        let encoder = ResponseEncoder(
            date: core.dateText(), closes: true, headOnly: exchange?.method == "HEAD")
        do {
            let response = core.refusalResponse(refusal, exchange?.request)
            try encoder.encode(response, into: &core.responseBuffer)
        } catch {
            // The program's own answer to a refusal was one that cannot be sent, too.
            guard (try? encoder.encode(refusal.response, into: &core.responseBuffer)) != nil else {
                closeNow()
                return
            }
        }
        write(core.responseBuffer, then: .linger)
    }

    private func write(_ bytes: ByteBuffer, then continuation: Continuation) {
        guard let context else { return }
        exchange = nil
        stage = .responding(then: continuation)
        begin(.response)
        hold(bytes: buffer.heldBytes + bytes.readableBytes)
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        context.writeAndFlush(NIOAny(bytes)).whenComplete { result in
            connection.value.written(result)
        }
    }

    private func written(_ result: Result<Void, any Error>) {
        guard case .responding(let continuation) = stage else { return }
        guard case .success = result else {
            closeNow()
            return
        }
        switch continuation {
        case .close where core.configuration.tls == nil:
            // The kernel delivers what it has taken, also behind a close.
            closeNow()
        case .close, .linger:
            closeOutput()
        case .nextRequest:
            stage = .head
            begin(.idle)
            goOn()
        }
    }

    /// Goes on behind an answer: with a request that is here already, or with what the peer sends.
    private func goOn() {
        guard !isTaking else { return }
        takeRequests()
        noteProgress()
        if inputClosed {
            endOfInput()
        } else if stage != .closed {
            read()
        }
    }

    /// Ends sending. TLS says so by a close_notify, for which the socket may have to become free
    /// first; the response's deadline holds on until then.
    private func closeOutput() {
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        context?.close(mode: .output).whenComplete { _ in connection.value.outputClosed() }
    }

    private func outputClosed() {
        guard case .responding(let continuation) = stage else { return }
        guard continuation == .linger, !inputClosed else {
            closeNow()
            return
        }
        stage = .lingering
        hold(bytes: 0)
        begin(.linger)
        read()
    }
}
