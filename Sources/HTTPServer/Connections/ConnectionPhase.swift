/// What a connection is waiting for; each phase has one deadline that nothing prolongs.
enum ConnectionPhase: Int, CaseIterable {
    /// The TLS handshake.
    case handshake
    /// The rest of a head, or on a new connection its first byte.
    case head
    /// The rest of a body.
    case body
    /// The handler's answer.
    case handling
    /// The peer's taking of the response.
    case response
    /// The next request of a connection that has had one.
    case idle
    /// The peer's close behind a response that ended the connection early.
    case linger

    /// The phases in which a connection may be closed to make room for a new one.
    ///
    /// A request that is being handled is never among them. The others compete by the time they
    /// have been in their phase, but an idle connection or one that is only waiting for the peer's
    /// close loses nothing and goes first.
    static let cheapestVictims: [Self] = [.linger, .idle]
    static let slowVictims: [Self] = [.handshake, .head, .body, .response]
}
