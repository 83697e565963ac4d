import NIOCore
import NIOHTTP1

// MARK: from the parser's parts to the handler's task

extension ConnectionHandler {
    func takeHead(_ head: HTTPRequestHead) {
        guard stage == .head else { return }
        do {
            let framing = try RequestFraming(
                head, maximumBodyBytes: core.configuration.limits.bodyBytes)
            exchange = Exchange(framing: framing, method: head.method.rawValue)
            gate.expectBody(of: framing.bodyLength)
            stage = .body
            if framing.bodyLength > 0 {
                begin(.body)
            }
        } catch {
            refuse(error)
        }
    }

    func takeBody(_ bytes: ByteBuffer) {
        guard stage == .body else { return }
        exchange?.body.append(contentsOf: bytes.readableBytesView)
    }

    func takeEnd() {
        guard stage == .body, let exchange else { return }
        hold(bytes: 0)
        let request = HTTPRequest(
            method: exchange.method, target: exchange.framing.target,
            fields: exchange.framing.fields,
            body: exchange.body, peer: peer, peerCertificate: peerCertificate)
        self.exchange?.body = []
        self.exchange?.request = request
        guard core.beginRequest() else {
            refuse(.overloaded(limit: core.configuration.limits.requestsInFlight))
            return
        }
        stage = .handling
        begin(.handling)
        handle(request)
    }

    /// Runs the handler on the event loop.
    private func handle(_ request: HTTPRequest) {
        requestNumber += 1
        let number = requestNumber
        let handler = core.handler
        let connection = NIOLoopBound(self, eventLoop: core.eventLoop)
        task = Task(executorPreference: core.executor) {
            let response = await handler(request)
            connection.value.handled(number, response)
        }
    }

    /// Takes the handler's answer, which may come after the connection has gone on without it.
    private func handled(_ number: Int, _ response: HTTPResponse) {
        core.endRequest()
        guard stage == .handling, number == requestNumber else { return }
        task = nil
        respond(response)
    }

    /// What a parser's error means; most are malformed requests.
    func refusal(for error: HTTPParserError) -> HTTPRefusal {
        switch error {
        case .invalidMethod where gate.headBeginsWithToken: .methodNotImplemented
        case .invalidVersion: .versionNotSupported
        case .invalidContentLength: .malformed(.contentLength)
        case .unexpectedContentLength: .malformed(.contentLength)
        case .invalidURL: .malformed(.requestTarget)
        // The parser saw the end of the input within a request.
        case .invalidEOFState: .malformed(.truncated)
        default: .malformed(.syntax)
        }
    }
}

// MARK: the peer's close and deadlines

extension ConnectionHandler {
    /// Acts on the peer's end of sending: a request that was taken is still answered.
    func endOfInput() {
        switch stage {
        case .handshaking, .lingering: closeNow()
        case .head where gate.hasPartialHead: refuse(.malformed(.truncated))
        case .head: closeNow()
        case .body: refuse(.malformed(.truncated))
        case .handling, .responding, .closed: break
        }
    }

    /// Ends a phase that has taken too long.
    func expire(_ phase: ConnectionPhase) {
        switch phase {
        case .head where gate.hasPartialHead: refuse(.headTimeout)
        case .body: refuse(.bodyTimeout)
        case .handling: refuse(.handlerTimeout)
        case .head, .handshake, .response, .idle, .linger: closeNow()
        }
    }

    /// Closes a connection between two requests; one that is new may still bring its request.
    func closeIfIdle() {
        guard let seat, stage == .head, core.roster.phase(of: seat) == .idle else { return }
        closeNow()
    }
}
