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
        let framingFields = FramingFields(fields)
        try framingFields.checkHost(isRequired: head.version == .http1_1)
        bodyLength = try framingFields.bodyLength(maximum: maximumBodyBytes)
        guard !framingFields.hasExpectation else { throw .expectationFailed }
        guard let target = RequestTarget(head.uri) else { throw .malformed(.requestTarget) }
        self.target = target
        // A parser that saw an upgrade takes no further request.
        keepsAlive = head.isKeepAlive && !framingFields.hasUpgrade
    }
}

/// The fields that decide how a request is framed, found in one walk over all of them.
private struct FramingFields {
    var hosts: [String] = []
    var lengths: [String] = []
    var codings: [String] = []
    var hasExpectation = false
    var hasUpgrade = false

    init(_ fields: HTTPFields) {
        for (name, value) in fields.headers {
            // The length tells most names apart before a byte is compared.
            switch name.utf8.count {
            case 4 where name.equalsIgnoringASCIICase("host"): hosts.append(value)
            case 6 where name.equalsIgnoringASCIICase("expect"): hasExpectation = true
            case 7 where name.equalsIgnoringASCIICase("upgrade"): hasUpgrade = true
            case 14 where name.equalsIgnoringASCIICase("content-length"): lengths.append(value)
            case 17 where name.equalsIgnoringASCIICase("transfer-encoding"): codings.append(value)
            default: break
            }
        }
    }

    /// Requires one host, or at most one in HTTP/1.0, that is `uri-host [":" port]` (RFC 9112, 3.2).
    func checkHost(isRequired: Bool) throws(HTTPRefusal) {
        guard hosts.count == 1 || (hosts.isEmpty && !isRequired) else {
            throw .malformed(.hostCount(hosts.count))
        }
        let isHost = hosts.allSatisfy { $0.utf8.allSatisfy(Self.isInHost) }
        guard isHost else { throw .malformed(.host) }
    }

    /// The length of the body by RFC 9112, 6.3. Chunked bodies are refused: no KMS sends one, and
    /// their grammar is where servers and proxies disagree most.
    func bodyLength(maximum: Int) throws(HTTPRefusal) -> Int {
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

    /// The bytes of a host and port: unreserved, sub-delims without the comma, `%`, `:` and the
    /// brackets of an IPv6 address (RFC 3986, 3.2). A comma would be a list of hosts.
    private static func isInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "$")...UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
