import CCurl
import EthereumClient
import Primitives
import Synchronization

/// One request on its way: what the callbacks of libcurl write and the thread reads.
///
/// Unchecked, because after it is handed over only the thread of libcurl touches anything but
/// `isCancelled` and `completion`.
final class CurlTransfer: @unchecked Sendable {
    /// What is asked.
    let request: CurlRequest
    /// Called once, with the answer or the reason why there is none.
    let completion: @Sendable (Result<TransportAnswer, TransportError>) -> Void
    /// Set when the task is cancelled, also before the thread has heard of the request.
    let isCancelled = Atomic(false)

    /// libcurl's handle, while the request runs.
    var handle: CurlHandle?
    /// Why a callback stopped the request.
    var fault: TransportError?

    private var head: AnswerHead
    private var body: [UInt8] = []

    init(
        _ request: CurlRequest,
        completion: @escaping @Sendable (Result<TransportAnswer, TransportError>) -> Void
    ) {
        self.request = request
        self.completion = completion
        head = AnswerHead(
            byteLimit: request.configuration.headerLimit,
            acceptsGzip: request.configuration.acceptsGzip,
            acceptsCreation: request.purpose.isCreation)
    }

    /// The largest body that is kept.
    private var limit: Int {
        head.isSuccess
            ? (head.isJSON ? request.responseLimit : 0)
            : min(request.responseLimit, CurlRequest.refusalLimit)
    }

    /// Takes a line of the header; false to stop.
    func take(headerLine bytes: [UInt8]) -> Bool {
        do throws(TransportError) {
            try head.take(line: bytes)
            if head.isComplete, let length = head.contentLength {
                guard length <= limit else { throw tooLarge }
                body.reserveCapacity(length)
            }
            return true
        } catch {
            fault = error
            return false
        }
    }

    /// Takes a piece of the decoded body; false to stop.
    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            fault = tooLarge
            return false
        }
        unsafe body.append(contentsOf: bytes)
        if request.configuration.acceptsGzip, let handle {
            let (bound, overflow) = max(handle.wireByteCount, 1024).multipliedReportingOverflow(
                by: max(request.configuration.decodingRatio, 1))
            guard overflow || body.count <= bound else {
                let ratio = request.configuration.decodingRatio
                fault = TransportError(
                    .size, detail: "decoded more than \(ratio) times what came over the wire")
                return false
            }
        }
        return true
    }

    private var tooLarge: TransportError {
        TransportError(.size, detail: "more than \(limit) bytes")
    }

    /// Whether a socket to the address may be opened.
    func mayReach(_ address: [UInt8]) -> Bool {
        if request.configuration.proxy != nil || request.range.contains(address) { return true }
        fault = TransportError(
            .address, detail: "the host's address is private or not the one meant")
        return false
    }

    /// The outcome of a request that libcurl calls finished with `code`.
    func outcome(_ code: CURLcode) -> Result<TransportAnswer, TransportError> {
        if let fault { return .failure(fault) }
        if code != CURLE_OK { return .failure(CurlFault.error(code, of: self)) }
        guard head.isComplete else {
            return .failure(TransportError(.framing, detail: "no header"))
        }
        guard head.isSuccess else {
            return .failure(
                TransportError(
                    .status(head.status), detail: "the answer explains it",
                    retryAfter: head.retryAfter, body: Bytes(body)))
        }
        return .success(TransportAnswer(body: Bytes(body), date: head.date))
    }
}
