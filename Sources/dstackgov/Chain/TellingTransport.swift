import CurlTransport
import EthereumClient
import Primitives

/// The way to a node, which tells on standard error when the node is waited for longer than a second.
struct TellingTransport: Transport {
    private let transport: CurlTransport
    private let patience: Patience
    private let label: String

    /// What a node may ask of somebody who sits before a terminal: to wait ten seconds, not an hour.
    static var options: ClientOptions {
        var options = ClientOptions()
        options.retry.longestRequest = longestRequest
        return options
    }

    private static let longestRequest = Duration.seconds(10)

    /// - Parameters:
    ///   - transport: The way.
    ///   - label: The node's name without secrets.
    init(_ transport: CurlTransport, label: String) {
        self.transport = transport
        self.label = label
        patience = Patience("waiting for \(label)")
    }

    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        try await telling { () async throws(TransportError) -> Bytes in
            try await transport.send(request, deadline: deadline, responseLimit: responseLimit)
        }
    }

    func exchange(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer {
        try await telling { () async throws(TransportError) -> TransportAnswer in
            try await transport.exchange(request, deadline: deadline, responseLimit: responseLimit)
        }
    }

    /// Waits for `answer`; tells a long wait, and one that the node asks for before the next attempt.
    private func telling<Answer>(
        _ answer: () async throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        do throws(TransportError) { return try await patience.wait(for: answer) } catch {
            if let request = error.retryAfter, request > .seconds(1),
                request <= TellingTransport.longestRequest
            {
                StandardError.write("waiting \(request.components.seconds) s, as \(label) asks")
            }
            throw error
        }
    }
}
