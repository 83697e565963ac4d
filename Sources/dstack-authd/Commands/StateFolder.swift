import AuthorizationService
import Glibc
import HTTPServer
import Synchronization

/// The folder of log, key and memory.
enum StateFolder {
    /// Makes the folder, for its owner alone, unless it is there.
    static func make(_ path: String) throws(ConfigurationFault) {
        if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
            throw ConfigurationFault(path, "the state folder cannot be made (error \(errno))")
        }
    }
}

/// The server's numbers for a handler that is made before the server.
final class StatisticsSource: Sendable {
    private let server = Mutex<HTTPServer?>(nil)

    /// The numbers; nil before the server listens.
    var now: HTTPServer.Statistics? { server.withLock { $0?.statistics } }

    /// Remembers the server.
    func set(_ server: HTTPServer) { self.server.withLock { $0 = server } }
}
