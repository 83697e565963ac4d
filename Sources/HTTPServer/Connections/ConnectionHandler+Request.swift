// MARK: from bytes to the handler

extension ConnectionHandler {
    /// Takes requests from what has arrived, as long as there is one whose turn it is.
    ///
    /// Requests that are answered at once are taken one after the other here, however many a client
    /// has sent: their answers, which call this again, find it at work.
    func takeRequests() {
        guard !isTaking else { return }
        isTaking = true
        defer { isTaking = false }
        while takePart() {}
    }

    /// Takes a head, or what is here of a body; false when more bytes or an answer are awaited.
    private func takePart() -> Bool {
        switch stage {
        case .head:
            do throws(HTTPRefusal) {
                guard let head = try buffer.takeHead() else { return false }
                try take(head)
            } catch {
                refuse(error)
            }
            return true
        case .body: return takeBody()
        case .handshaking, .handling, .responding, .lingering, .closed: return false
        }
    }

    private func take(_ head: RequestHead) throws(HTTPRefusal) {
        let framing = try RequestFraming(
            head, maximumBodyBytes: core.configuration.limits.bodyBytes)
        exchange = Exchange(framing: framing, method: head.method)
        stage = .body
        if framing.bodyLength > buffer.heldBytes {
            begin(.body)
        }
    }

    private func takeBody() -> Bool {
        guard let exchange else { return false }
        let length = exchange.framing.bodyLength
        buffer.takeBody(most: length - exchange.body.count, into: &exchange.body)
        guard exchange.body.count == length else { return false }
        takeRequest(exchange)
        return true
    }

    private func takeRequest(_ exchange: Exchange) {
        hold(bytes: 0)
        let request = HTTPRequest(
            method: exchange.method, target: exchange.framing.target,
            fields: exchange.framing.fields,
            body: exchange.body, peer: peer, peerCertificate: peerCertificate)
        exchange.request = request
        guard core.beginRequest() else {
            refuse(.overloaded(limit: core.configuration.limits.requestsInFlight))
            return
        }
        stage = .handling
        begin(.handling)
        handle(request)
    }

    private func handle(_ request: HTTPRequest) {
        requestNumber += 1
        let number = requestNumber
        let task = core.handler(request, HTTPResponder(self, requestNumber: number))
        // A request that was answered at once has been followed by others, perhaps.
        if stage == .handling, number == requestNumber {
            self.task = task
        }
    }

    /// Takes the handler's answer, which may come after the connection has gone on without it.
    func handled(_ number: Int, _ response: HTTPResponse) {
        core.endRequest()
        guard stage == .handling, number == requestNumber else { return }
        task = nil
        respond(response)
    }
}

// MARK: the peer's close and deadlines

extension ConnectionHandler {
    /// Acts on the peer's end of sending: a request that was taken is still answered.
    func endOfInput() {
        switch stage {
        case .handshaking, .lingering: closeNow()
        case .head where hasPartialHead: refuse(.malformed(.truncated))
        case .head: closeNow()
        case .body: refuse(.malformed(.truncated))
        case .handling, .responding, .closed: break
        }
    }

    /// Ends a phase that has taken too long.
    func expire(_ phase: ConnectionPhase) {
        switch phase {
        case .head where hasPartialHead: refuse(.headTimeout)
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
