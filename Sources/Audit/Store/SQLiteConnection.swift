import CSQLite
import Primitives

/// The owner of a connection to an SQLite database. One task at a time uses it.
@safe
final class SQLiteConnection {
    let pointer: OpaquePointer

    /// How long a write waits for another process that writes, in milliseconds.
    private static let patience: Int32 = 10_000

    /// Opens the database at `path`, and makes it where it is not there.
    init(path: String) throws(StoreError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard let pointer = unsafe opened else {
            throw .database(code: code, message: "out of memory", statement: "open")
        }
        guard code == SQLITE_OK else {
            let error = unsafe SQLiteConnection.error(code, of: pointer, in: "open")
            unsafe sqlite3_close_v2(pointer)
            throw error
        }
        unsafe self.pointer = pointer
        unsafe sqlite3_busy_timeout(pointer, SQLiteConnection.patience)
    }

    deinit { unsafe sqlite3_close_v2(pointer) }

    /// Runs statements without parameters and results.
    func execute(_ sql: String) throws(StoreError) {
        let code = unsafe sqlite3_exec(pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, in: sql) }
    }

    /// Does `body` as a whole or not at all, kill and power cut included.
    func transaction<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// How many rows the last statement changed.
    var changeCount: Int { Int(unsafe sqlite3_changes(pointer)) }

    /// The error of the last call.
    func error(_ code: Int32, in statement: String) -> StoreError {
        unsafe SQLiteConnection.error(code, of: pointer, in: statement)
    }

    private static func error(
        _ code: Int32, of pointer: OpaquePointer, in statement: String
    ) -> StoreError {
        let text = unsafe sqlite3_errmsg(pointer)
        let message = unsafe text.map { unsafe String(cString: $0) } ?? "unknown"
        return .database(code: code, message: message, statement: statement)
    }
}
