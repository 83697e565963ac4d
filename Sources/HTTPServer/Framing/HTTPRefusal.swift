/// Why the server answered by itself, without (or instead of) the handler's answer.
public enum HTTPRefusal: Error, Sendable, Hashable {
    /// 400: the head or the framing breaks RFC 9112.
    case malformed(HeadFault)
    /// 414: the request line alone exceeds the head's limit in bytes.
    case targetTooLong(limit: Int)
    /// 431: the head exceeds its limit in bytes.
    case headTooLarge(limit: Int)
    /// 431: more fields than allowed.
    case tooManyFields(limit: Int)
    /// 413: the declared body exceeds its limit in bytes.
    case bodyTooLarge(limit: Int)
    /// 411: a chunked body; the length must be declared (RFC 9112, 6.3).
    case lengthRequired
    /// 501: a transfer coding other than chunked (RFC 9112, 6.1).
    case unsupportedTransferCoding
    /// 417: any expectation; a client repeats the request without it (RFC 9110, 10.1.1).
    case expectationFailed
    /// 501: a method that HTTP does not know, or CONNECT.
    case methodNotImplemented
    /// 505: a version other than HTTP/1.0 and HTTP/1.1.
    case versionNotSupported
    /// 408: the head did not arrive in time.
    case headTimeout
    /// 408: the body did not arrive in time.
    case bodyTimeout
    /// 503: as many requests as allowed are being handled.
    case overloaded(limit: Int)
    /// 503: the handler did not answer in time.
    case handlerTimeout
    /// 500: the handler answered with a status or a field that cannot be sent; the field's name.
    case invalidResponse(field: String)

    /// The status code of the answer.
    public var status: Int {
        switch self {
        case .malformed: 400
        case .targetTooLong: 414
        case .headTooLarge, .tooManyFields: 431
        case .bodyTooLarge: 413
        case .lengthRequired: 411
        case .unsupportedTransferCoding, .methodNotImplemented: 501
        case .expectationFailed: 417
        case .versionNotSupported: 505
        case .headTimeout, .bodyTimeout: 408
        case .overloaded, .handlerTimeout: 503
        case .invalidResponse: 500
        }
    }

    /// What happened and what to do, in one line of ASCII.
    public var explanation: String {
        switch self {
        case .malformed(let fault): "malformed request: \(fault.explanation)"
        case .targetTooLong(let limit): "the request line is longer than \(limit) bytes"
        case .headTooLarge(let limit): "the head is longer than \(limit) bytes"
        case .tooManyFields(let limit): "the head has more than \(limit) fields"
        case .bodyTooLarge(let limit): "the body is longer than \(limit) bytes"
        case .lengthRequired: "send the body with content-length, not chunked"
        case .unsupportedTransferCoding: "transfer codings are not supported"
        case .expectationFailed: "expectations are not supported; repeat without expect"
        case .methodNotImplemented: "the method is not implemented"
        case .versionNotSupported: "use HTTP/1.1"
        case .headTimeout: "the head did not arrive in time"
        case .bodyTimeout: "the body did not arrive in time"
        case .overloaded(let limit): "\(limit) requests are being handled; try again"
        case .handlerTimeout: "no answer was found in time"
        case .invalidResponse: "the answer could not be sent"
        }
    }

    /// The answer that is sent unless the program gives another one.
    public var response: HTTPResponse {
        var response = HTTPResponse.plainText(status, explanation)
        if case .overloaded = self {
            response.fields.append("retry-after", "1")
        }
        return response
    }
}
