public import Primitives

/// Carries one JSON-RPC text to one provider and brings back its answer.
///
/// A transport promises: nothing larger than the limit is kept, nothing comes after the deadline, no
/// redirect is followed, and cancelling the task closes the request. Errors never hold a URL.
public protocol Transport: Sendable {
    /// Sends `request`, the UTF-8 bytes of a JSON-RPC request or batch.
    ///
    /// - Parameters:
    ///   - request: The body of the request.
    ///   - deadline: The moment by which the whole answer must be there.
    ///   - responseLimit: The largest answer in bytes, counted after decoding.
    /// - Returns: The body of an answer with status 200 and a JSON content type.
    /// - Throws: ``TransportError``; a status other than 200 carries the body when it is JSON.
    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes

    /// Sends `request` as ``send(_:deadline:responseLimit:)`` does.
    ///
    /// - Parameters:
    ///   - request: The body of the request.
    ///   - deadline: The moment by which the whole answer must be there.
    ///   - responseLimit: The largest answer in bytes, counted after decoding.
    /// - Returns: The body, and the server's clock where the transport learns it.
    /// - Throws: ``TransportError``.
    func exchange(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer
}

extension Transport {
    /// The largest answer where the caller names none: 2 MiB, enough for proofs.
    public static var standardResponseLimit: Int { 2 << 20 }

    /// The answer of ``send(_:deadline:responseLimit:)``, without the server's clock.
    public func exchange(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> TransportAnswer {
        TransportAnswer(
            body: try await send(request, deadline: deadline, responseLimit: responseLimit))
    }

    /// Sends `request` and takes an answer of at most 2 MiB.
    public func send(
        _ request: Bytes, deadline: ContinuousClock.Instant
    ) async throws(TransportError) -> Bytes {
        try await send(
            request, deadline: deadline, responseLimit: Self.standardResponseLimit)
    }
}
