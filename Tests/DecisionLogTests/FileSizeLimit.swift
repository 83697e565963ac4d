import Glibc

/// The process's limit on the size of files.
enum FileSizeLimit {
    static func run(bytes: UInt64, _ body: () async throws -> Void) async throws {
        _ = signal(SIGXFSZ, SIG_IGN)
        var before = rlimit()
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
        var limit = before
        limit.rlim_cur = rlim_t(bytes)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        defer { _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) }
        try await body()
    }
}
