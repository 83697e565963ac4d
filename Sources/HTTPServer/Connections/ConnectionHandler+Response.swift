import Logging
import NIOCore

extension ConnectionHandler {
    /// Writes the handler's answer.
    func respond(_ response: HTTPResponse, to request: HTTPRequest) {
        guard let exchange else { return }
        // A peer that has closed its side, and sent nothing further before, sends no more requests.
        let isLast = inputClosed && gate.heldBytes == 0
        let closes = !exchange.framing.keepsAlive || core.isStopping || isLast
        let encoder = ResponseEncoder(
            date: core.dateText(), closes: closes, headOnly: request.method == "HEAD")
        do {
            let allocator = context?.channel.allocator ?? ByteBufferAllocator()
            let bytes = try encoder.encode(response, allocator: allocator)
            core.counters.requestsAnswered.count()
            write(bytes, then: closes ? .close : .nextRequest)
        } catch {
            core.logger.error("handler's response cannot be sent", metadata: ["why": "\(error)"])
            refuse(error, request)
        }
    }

    /// Answers by the server itself and ends the connection; the body that may still be on its way
    /// is not read as a request.
    func refuse(_ refusal: HTTPRefusal, _ request: HTTPRequest? = nil) {
        switch stage {
        case .head, .body, .handling: break
        case .handshaking, .responding, .lingering, .closed: return
        }
        task?.cancel()
        task = nil
        gate.expectEnd()
        core.counters.requestsRefused.count()
        core.logger.debug(
            "request refused", metadata: ["why": "\(refusal.explanation)", "peer": "\(peer)"])
        let encoder = ResponseEncoder(
            date: core.dateText(), closes: true, headOnly: exchange?.method == "HEAD")
        let allocator = context?.channel.allocator ?? ByteBufferAllocator()
        // The program's own answer to a refusal may be one that cannot be sent, too.
        let response = core.refusalResponse(refusal, request)
        guard
            let bytes = (try? encoder.encode(response, allocator: allocator))
                ?? (try? encoder.encode(refusal.response, allocator: allocator))
        else {
            closeNow()
            return
        }
        write(bytes, then: .linger)
    }

    private func write(_ bytes: ByteBuffer, then continuation: Continuation) {
        guard let context else { return }
        exchange = nil
        stage = .responding(then: continuation)
        begin(.response)
        hold(bytes: gate.heldBytes + bytes.readableBytes)
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
        case .close:
            closeNow()
        case .linger where inputClosed:
            closeNow()
        case .linger:
            stage = .lingering
            hold(bytes: 0)
            begin(.linger)
            context?.close(mode: .output, promise: nil)
            context?.read()
        case .nextRequest:
            stage = .head
            begin(.idle)
            gate.expectNextRequest()
            noteProgress()
            if inputClosed {
                endOfInput()
            } else if stage != .closed {
                context?.read()
            }
        }
    }
}
