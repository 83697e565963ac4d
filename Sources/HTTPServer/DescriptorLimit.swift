import Glibc

/// The number of descriptors that the process may open.
enum DescriptorLimit {
    /// What a program needs beside its connections: files, its log, outgoing connections.
    static let reserve: UInt64 = 256

    /// Raises the soft limit so far that all connections can be open at once: a server that can
    /// accept but not open anything more could not ask the chain.
    static func ensure(connections: Int) throws(HTTPServerError) {
        let needed = UInt64(connections) + reserve
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .configuration("getrlimit failed: errno \(errno)")
        }
        guard limit.rlim_cur < needed else { return }
        guard limit.rlim_max >= needed else {
            throw .descriptors(available: UInt64(limit.rlim_max), needed: needed)
        }
        limit.rlim_cur = rlim_t(needed)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .descriptors(available: UInt64(limit.rlim_max), needed: needed)
        }
    }
}
