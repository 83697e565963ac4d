import CurlTransport
import EthereumClient
import Primitives

/// The way to a node, which tells on standard error when the node is waited for longer than a second.
struct TellingTransport: Transport {
    private let transport: CurlTransport
    private let patience: Patience

    /// - Parameters:
    ///   - transport: The way.
    ///   - label: The node's name without secrets.
    init(_ transport: CurlTransport, label: String) {
        self.transport = transport
        patience = Patience("waiting for \(label)")
    }

    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        try await patience.wait { () async throws(TransportError) -> Bytes in
            try await transport.send(request, deadline: deadline, responseLimit: responseLimit)
        }
    }

    func exchange(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer {
        try await patience.wait { () async throws(TransportError) -> TransportAnswer in
            try await transport.exchange(request, deadline: deadline, responseLimit: responseLimit)
        }
    }
}
