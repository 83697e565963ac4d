import ArgumentParser
import Authorization
import AuthorizationService
import ChainView
import Glibc
import Primitives

/// Where the heads are kept.
struct HeadsOptions: ParsableArguments {
    @Option(help: "The service's state folder.")
    var state = "dstack-authd-state"

    /// Whether a service runs on the folder.
    var isServed: Bool { OrderLock.isServed(state) }

    /// What is kept.
    ///
    /// - Throws: ``/ChainView/StartFault`` for a file that cannot be read, and a fault where there is
    ///   none: a folder that is the wrong one must not look like one without a halt.
    func memory() throws -> HeadMemory {
        let path = state + "/heads.json"
        if unsafe access(path, F_OK) != 0, errno == ENOENT {
            throw ConfigurationFault(
                path, "is not there: no service agreed on heads in this state folder yet")
        }
        return try MemoryFile.read(path)
    }

    /// A hash that was typed.
    static func hash(_ text: String) throws(ConfigurationFault) -> Hash32 {
        guard let hash = try? Hash32(hex: text) else {
            throw ConfigurationFault("--floor", "a hash is 0x and 64 hexadecimal digits")
        }
        return hash
    }
}
