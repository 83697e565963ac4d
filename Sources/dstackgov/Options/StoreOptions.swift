import ArgumentParser
import Audit
import Glibc

/// Which store of history.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The store that audit sync keeps.", valueName: "file"))
    var store: String = "audit.sqlite"

    /// Opens the store, which must be there.
    func open() throws(CommandFailure) -> AuditStore {
        guard unsafe access(store, R_OK) == 0 else {
            throw CommandFailure(
                .input, "\(store): no such store", remedy: "Make it with dstackgov audit sync.")
        }
        return try AuditStore.opened(store)
    }
}

extension AuditStore {
    /// Opens or makes a store.
    static func opened(_ path: String) throws(CommandFailure) -> AuditStore {
        do throws(StoreError) { return try AuditStore(path: path) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }

    /// Asks the store, and turns its faults into exit code 2.
    func asking<Result>(
        _ question: (AuditStore) throws(StoreError) -> Result
    ) throws(CommandFailure) -> Result {
        do throws(StoreError) { return try question(self) } catch {
            throw CommandFailure(.input, "store: \(error)")
        }
    }
}
