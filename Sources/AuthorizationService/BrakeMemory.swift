import Authorization
import ChainView
import Codec
import Glibc
import Primitives

/// The sequence of the last overlay in force, kept across restarts: whoever can replace the
/// overlay's file cannot bring back an older one by a restart.
struct BrakeMemory: Sendable {
    /// The file; nil remembers nothing.
    let path: String?

    private static let mostBytes = 4_096

    /// The sequence that was in force last; 0 where there is no file.
    ///
    /// - Throws: ``/Authorization/BrakeFault`` for a file that says nothing.
    func sequence() throws(BrakeFault) -> UInt64 {
        guard let path, unsafe access(path, F_OK) == 0 else { return 0 }
        guard let bytes = WatchedFile.read(path, BrakeMemory.mostBytes),
            let value = try? JSONValue(parsing: bytes),
            let sequence = value["sequence"]?.integer(as: UInt64.self)
        else {
            throw .form(
                "\(path) does not say which overlay was in force last; restore it, or remove it and "
                    + "check the overlay's sequence yourself")
        }
        return sequence
    }

    /// Remembers `overlay`.
    ///
    /// - Returns: Whether it is on the disk.
    func keep(_ overlay: BrakeOverlay) -> Bool {
        guard let path else { return true }
        let value: JSONValue = [
            "sequence": JSONValue(overlay.sequence), "digest": .string(overlay.digest.hex),
        ]
        return DurableFile.write([UInt8]((value.serialized(.compact) + "\n").utf8), to: path)
    }
}
