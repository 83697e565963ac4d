public import EthereumClient
public import Primitives

/// A transport over libcurl: connections are kept and used again, HTTP/2 where the server has it,
/// an absolute deadline, a bound on what is read, TLS 1.2 at least, no redirects, no proxy from the
/// environment, and a request that is closed when its task is cancelled.
public struct CurlTransport: Transport {
    /// The endpoint; prints without its key.
    public let url: RedactedURL

    private let configuration: CurlConfiguration
    private let range: AddressRange
    private let loop: CurlLoop

    /// A transport to `url`.
    ///
    /// - Parameters:
    ///   - url: The endpoint. `http://` only to this machine or to a host that the configuration
    ///     names.
    ///   - configuration: What the connection may do.
    ///   - loop: The thread, which several transports may share.
    /// - Throws: ``EndpointFault`` when URL and configuration do not go together.
    public init(
        url: RedactedURL, configuration: CurlConfiguration = CurlConfiguration(), loop: CurlLoop
    ) throws(EndpointFault) {
        let isNamed = configuration.plainHosts.contains(url.host)
        guard url.scheme == .https || url.isLoopback || isNamed else {
            throw .plainHTTP(host: url.host)
        }
        guard url.scheme == .https || configuration.publicKeyPins.isEmpty else {
            throw .pinsWithoutTLS
        }
        self.url = url
        self.configuration = configuration
        self.loop = loop
        range =
            if configuration.allowsPrivateAddresses || isNamed {
                .anywhere
            } else if url.isLoopback {
                .loopback
            } else {
                .publicInternet
            }
    }

    /// Sends `request` by POST. See ``/EthereumClient/Transport`` for what is promised.
    public func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        try await carry(.call(request), deadline, responseLimit).body
    }

    /// Sends `request` by POST, and tells the server's clock. See ``/EthereumClient/Transport``.
    public func exchange(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer {
        try await carry(.call(request), deadline, responseLimit)
    }

    /// Asks for the resource at the URL by GET, within the bounds of ``send(_:deadline:responseLimit:)``.
    ///
    /// - Parameters:
    ///   - deadline: The moment by which the whole answer must be there.
    ///   - responseLimit: The largest answer in bytes, counted after decoding.
    /// - Returns: The body of an answer with status 200 and a JSON content type.
    /// - Throws: ``/EthereumClient/TransportError``; another status than 200 carries the body when it is JSON.
    public func get(
        deadline: ContinuousClock.Instant, responseLimit: Int = standardResponseLimit
    ) async throws(TransportError) -> Bytes {
        try await carry(.resource, deadline, responseLimit).body
    }

    /// Makes a resource by POST of `body`, JSON in UTF-8, within the bounds of
    /// ``send(_:deadline:responseLimit:)``.
    ///
    /// - Parameters:
    ///   - body: The body of the request.
    ///   - deadline: The moment by which the whole answer must be there.
    ///   - responseLimit: The largest answer in bytes, counted after decoding.
    /// - Returns: The body of an answer with status 200, 201 or 202: JSON, or nothing at all.
    /// - Throws: ``/EthereumClient/TransportError``; another status carries the body when it is JSON.
    public func post(
        _ body: Bytes, deadline: ContinuousClock.Instant,
        responseLimit: Int = standardResponseLimit
    ) async throws(TransportError) -> Bytes {
        try await carry(.creation(body), deadline, responseLimit).body
    }

    private func carry(
        _ purpose: CurlRequest.Purpose, _ deadline: ContinuousClock.Instant, _ responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer {
        let flight = CurlFlight()
        let request = CurlRequest(
            url: url, configuration: configuration, range: range, purpose: purpose,
            deadline: deadline, responseLimit: responseLimit)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let transfer = CurlTransfer(request) { result in
                    continuation.resume(returning: result)
                }
                flight.begin(transfer, on: loop.engine)
            }
        } onCancel: {
            flight.cancel(on: loop.engine)
        }
        return try result.get()
    }
}
