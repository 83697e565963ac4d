public import Codec
public import EthereumClient
public import Primitives
import Synchronization

/// A transport that answers what a script says, true or not, without any network.
public final class LiarTransport: Transport {
    /// What comes back for a request.
    public enum Answer: Sendable {
        /// A text, whatever it is.
        case text(String)
        /// Bytes, whatever they are.
        case bytes(Bytes)
        /// The result, in an envelope with the id of the request.
        case result(JSONValue)
        /// An error object, in an envelope with the id of the request.
        case error(JSONValue)
        /// No answer.
        case failure(TransportError)
        /// Another answer after a time.
        indirect case late(Duration, Answer)
    }

    private let script: @Sendable (JSONValue, Int) -> Answer
    private let sent = Mutex<[JSONValue]>([])

    /// A transport with a script, which gets each request and how many came before it.
    public init(_ script: @escaping @Sendable (_ request: JSONValue, _ index: Int) -> Answer) {
        self.script = script
    }

    /// A transport that gives the same answer always.
    public convenience init(always answer: Answer) {
        self.init { _, _ in answer }
    }

    /// A transport that answers by method; a method that is missing is unknown.
    public convenience init(
        methods: [String: @Sendable (_ parameters: [JSONValue]) -> Answer]
    ) {
        self.init { request, _ in
            let method = request["method"]?.string ?? ""
            guard let answer = methods[method] else {
                return .error(["code": -32601, "message": "the method does not exist"])
            }
            return answer(request["params"]?.array ?? [])
        }
    }

    /// All requests so far.
    public var requests: [JSONValue] { sent.withLock { $0 } }
    /// The methods asked for so far.
    public var methods: [String] { requests.map { $0["method"]?.string ?? "batch" } }

    /// Answers by the script.
    public func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: request)
        } catch {
            throw TransportError(.framing, detail: error.description)
        }
        let index = sent.withLock { sent in
            sent.append(value)
            return sent.count - 1
        }
        let bytes = try await bytes(of: script(value, index), id: value["id"] ?? .null, deadline)
        guard bytes.count <= responseLimit else {
            throw TransportError(.size, detail: "more than \(responseLimit) bytes")
        }
        return bytes
    }

    private func bytes(
        of answer: Answer, id: JSONValue, _ deadline: ContinuousClock.Instant
    ) async throws(TransportError) -> Bytes {
        switch answer {
        case .text(let text): return Bytes(utf8: text)
        case .bytes(let bytes): return bytes
        case .result(let result):
            let answer: JSONValue = ["jsonrpc": "2.0", "id": id, "result": result]
            return Bytes(utf8: answer.serialized())
        case .error(let error):
            let answer: JSONValue = ["jsonrpc": "2.0", "id": id, "error": error]
            return Bytes(utf8: answer.serialized())
        case .failure(let error): throw error
        case .late(let delay, let answer):
            let wake = min(ContinuousClock.now + delay, deadline)
            do {
                try await Task.sleep(until: wake, clock: .continuous)
            } catch {
                throw TransportError(.cancelled, detail: "the task was cancelled")
            }
            if wake == deadline { throw TransportError(.deadline, detail: "late") }
            return try await bytes(of: answer, id: id, deadline)
        }
    }
}
