/// The thread of libcurl, shared by the transports of a program: they share connections, names and
/// TLS sessions. The thread ends when the last of them is gone.
public final class CurlLoop: Sendable {
    let engine: CurlEngine

    /// Starts the thread.
    ///
    /// - Throws: ``CurlSetupError`` when the machine gives no thread or no memory.
    public init() throws(CurlSetupError) {
        guard let engine = CurlEngine(), engine.start() else { throw CurlSetupError() }
        self.engine = engine
    }

    deinit {
        engine.stop()
    }
}

/// libcurl or its thread could not be started.
public struct CurlSetupError: Error, CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "libcurl or its thread could not be started" }
}
