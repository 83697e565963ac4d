import EthereumClient
import Primitives

/// The status line and the header of an answer, read line by line as they come.
struct AnswerHead {
    /// The status.
    private(set) var status = 0
    /// The length that the server states.
    private(set) var contentLength: Int?
    /// How long the server asks to wait, in whole seconds; dates are not read.
    private(set) var retryAfter: Duration?
    /// The server's clock; nil when it names none that can be read.
    private(set) var date: Timestamp?
    /// Whether the empty line came.
    private(set) var isComplete = false

    private var contentType: String?
    private var contentEncoding: String?
    private var isChunked = false
    private var byteCount = 0
    private let byteLimit: Int
    private let acceptsGzip: Bool
    private let acceptsCreation: Bool

    /// A head of which nothing came yet.
    init(byteLimit: Int, acceptsGzip: Bool, acceptsCreation: Bool = false) {
        self.byteLimit = byteLimit
        self.acceptsGzip = acceptsGzip
        self.acceptsCreation = acceptsCreation
    }

    /// Whether the status says that what was asked is done.
    var isSuccess: Bool {
        status == 200 || acceptsCreation && (status == 201 || status == 202)
    }

    /// The longest wait that is believed.
    private static let longestRetryAfter: Int64 = 3600

    /// Whether the content type says JSON.
    var isJSON: Bool {
        guard let contentType else { return false }
        let type = contentType.split(separator: ";", maxSplits: 1).first ?? ""
        return AnswerHead.trimmed(type).lowercased() == "application/json"
    }

    /// Takes one line with its line end.
    ///
    /// - Throws: ``/EthereumClient/TransportError`` when the line, or the whole head at its end, may not be.
    mutating func take(line bytes: [UInt8]) throws(TransportError) {
        byteCount += bytes.count
        guard byteCount <= byteLimit else {
            throw TransportError(.size, detail: "more than \(byteLimit) bytes of header")
        }
        if bytes.starts(with: Array("HTTP/".utf8)) { return start(bytes) }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 9 || $0 == 13 || $0 == 10 })
        else { throw TransportError(.framing, detail: "a control character in the header") }
        let text = AnswerHead.trimmed(Substring(String(decoding: bytes, as: UTF8.self)))
        if text.isEmpty { return try finish() }
        guard bytes.first != 0x20, bytes.first != 9 else {
            throw TransportError(.framing, detail: "a folded header line")
        }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            throw TransportError(.framing, detail: "a header line without colon")
        }
        let name = text[..<colon].lowercased()
        let value = String(AnswerHead.trimmed(text[text.index(after: colon)...]))
        try take(name: name, value: value)
    }

    /// Begins anew: an interim answer (1xx) has a head of its own.
    private mutating func start(_ line: [UInt8]) {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        status = words.count > 1 ? Int(AnswerHead.trimmed(words[1])) ?? 0 : 0
        contentLength = nil
        contentType = nil
        contentEncoding = nil
        retryAfter = nil
        date = nil
        isChunked = false
        isComplete = false
    }

    private mutating func take(name: String, value: String) throws(TransportError) {
        switch name {
        case "content-length":
            guard contentLength == nil, value.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                let length = Int(value)
            else { throw TransportError(.framing, detail: "Content-Length twice or no number") }
            contentLength = length
        case "transfer-encoding":
            guard !isChunked, value.lowercased() == "chunked" else {
                throw TransportError(.framing, detail: "a Transfer-Encoding other than chunked")
            }
            isChunked = true
        case "content-type":
            guard contentType == nil || contentType == value else {
                throw TransportError(.content, detail: "two content types")
            }
            contentType = value
        case "content-encoding":
            contentEncoding = value.lowercased()
        case "retry-after":
            guard !value.isEmpty, value.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return }
            let seconds = Int64(value) ?? AnswerHead.longestRetryAfter
            retryAfter = .seconds(min(seconds, AnswerHead.longestRetryAfter))
        case "date":
            date = AnswerDate.timestamp(value)
        default:
            break
        }
    }

    /// Judges the head as a whole.
    private mutating func finish() throws(TransportError) {
        guard !isComplete else { return }
        isComplete = true
        guard !(isChunked && contentLength != nil) else {
            throw TransportError(.framing, detail: "Content-Length and Transfer-Encoding")
        }
        switch status {
        case 100..<200: return
        case 300..<400:
            throw TransportError(.redirect, detail: "status \(status)")
        case _ where isSuccess:
            // What was made need not be described: then nothing may follow.
            guard isJSON || acceptsCreation && contentType == nil else {
                let type = EscapedText(contentType ?? "none", limit: 80)
                throw TransportError(.content, detail: "content type \(type)")
            }
        default:
            guard isJSON else {
                throw TransportError(
                    .status(status), detail: "no JSON explains it", retryAfter: retryAfter)
            }
        }
        let encodings: Set<String> = acceptsGzip ? ["identity", "gzip"] : ["identity"]
        if let contentEncoding, !encodings.contains(contentEncoding) {
            let encoding = EscapedText(contentEncoding, limit: 80)
            throw TransportError(.content, detail: "content encoding \(encoding)")
        }
    }

    /// The text without spaces, tabs and line ends around it.
    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.utf8.first, first <= 0x20 { text = text.dropFirst() }
        while let last = text.utf8.last, last <= 0x20 { text = text.dropLast() }
        return text
    }
}
