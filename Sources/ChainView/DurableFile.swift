import Glibc

/// Files that are replaced: whole, on the disk, or not at all.
package enum DurableFile {
    /// Replaces the file at `path`, for its owner alone.
    ///
    /// - Parameters:
    ///   - content: All of it.
    ///   - path: The file.
    ///   - owner: Who owns the file, where it is not who writes it.
    /// - Returns: Whether the new content is on the disk; if not, the old one still stands.
    package static func write(
        _ content: [UInt8], to path: String, owner: (user: UInt32, group: UInt32)? = nil
    ) -> Bool {
        let temporary = path + ".new"
        // A new file, never one that a link names: root may write into the folder of somebody else.
        _ = unsafe unlink(temporary)
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        var rest = content[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        let isOwned = owner.map { fchown(descriptor, $0.user, $0.group) == 0 } ?? true
        let isSynced = fsync(descriptor) == 0
        let isClosed = close(descriptor) == 0
        guard rest.isEmpty, isOwned, isSynced, isClosed else { return false }
        return unsafe rename(temporary, path) == 0
    }
}
