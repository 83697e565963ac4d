import NIOHTTP1

/// What a parsed head announces: how long the body is and whether the connection stays.
struct RequestFraming {
    let target: RequestTarget
    let fields: HTTPFields
    let bodyLength: Int
    let keepsAlive: Bool

    /// Judges a head.
    ///
    /// The parser has already refused lengths that contradict each other; what is checked again
    /// here does not rely on it, because the server counts the body's bytes by itself.
    init(_ head: HTTPRequestHead, maximumBodyBytes: Int) throws(HTTPRefusal) {
        guard head.version == .http1_1 || head.version == .http1_0 else {
            throw .versionNotSupported
        }
        guard head.method != .CONNECT else { throw .methodNotImplemented }
        fields = HTTPFields(received: head.headers)
        try Self.checkHost(fields.all("host"), isRequired: head.version == .http1_1)
        bodyLength = try Self.bodyLength(fields, maximum: maximumBodyBytes)
        guard fields.first("expect") == nil else { throw .expectationFailed }
        guard let target = RequestTarget(head.uri) else { throw .malformed(.requestTarget) }
        self.target = target
        // A parser that saw an upgrade takes no further request.
        keepsAlive = head.isKeepAlive && fields.first("upgrade") == nil
    }
}

extension RequestFraming {
    /// Requires one host, or at most one in HTTP/1.0, that is `uri-host [":" port]` (RFC 9112, 3.2).
    private static func checkHost(_ hosts: [String], isRequired: Bool) throws(HTTPRefusal) {
        guard hosts.count == 1 || (hosts.isEmpty && !isRequired) else {
            throw .malformed(.hostCount(hosts.count))
        }
        // None of the delimiters around an authority, and nothing that a URI cannot contain.
        let excluded = "/?#@\\\"<>^`{|} ,".utf8
        let isHost = hosts.allSatisfy { host in
            host.utf8.allSatisfy { (0x21...0x7e).contains($0) && !excluded.contains($0) }
        }
        guard isHost else { throw .malformed(.host) }
    }

    /// The length of the body by RFC 9112, 6.3. Chunked bodies are refused: no KMS sends one, and
    /// their grammar is where servers and proxies disagree most.
    private static func bodyLength(_ fields: HTTPFields, maximum: Int) throws(HTTPRefusal) -> Int {
        let codings = fields.all("transfer-encoding")
        let lengths = fields.all("content-length")
        guard codings.isEmpty else {
            guard lengths.isEmpty else { throw .malformed(.lengthAndTransferCoding) }
            let names = codings.joined(separator: ",").split(separator: ",")
                .map { name in String(name.filter { $0 != " " && $0 != "\t" }) }
            guard names.last?.equalsIgnoringASCIICase("chunked") == true else {
                throw .malformed(.transferCoding)
            }
            throw names.count == 1 ? .lengthRequired : .unsupportedTransferCoding
        }
        guard let text = lengths.first else { return 0 }
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) } && !text.isEmpty
        guard lengths.count == 1, isDecimal else { throw .malformed(.contentLength) }
        guard let length = Int(text), length <= maximum else {
            throw .bodyTooLarge(limit: maximum)
        }
        return length
    }
}
