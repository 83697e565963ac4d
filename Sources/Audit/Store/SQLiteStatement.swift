import CSQLite
import Primitives

/// A value that goes into a statement or comes from a row.
enum SQLiteValue: Hashable, Sendable {
    case integer(Int64)
    case bytes(Bytes)
    case text(String)
    case null
}

/// The owner of a prepared statement: prepared once, run often.
@safe
final class SQLiteStatement {
    private let pointer: OpaquePointer
    private let connection: SQLiteConnection
    private let sql: String

    /// Prepares `sql`, one statement.
    init(_ sql: String, on connection: SQLiteConnection) throws(StoreError) {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            connection.pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let pointer = unsafe prepared else {
            throw connection.error(code, in: sql)
        }
        unsafe self.pointer = pointer
        self.connection = connection
        self.sql = sql
    }

    deinit { unsafe sqlite3_finalize(pointer) }

    /// Runs the statement for its effect.
    func run(_ values: SQLiteValue...) throws(StoreError) {
        try rows(values) { _ throws(StoreError) in }
    }

    /// Runs the statement for its effect.
    func run(_ values: [SQLiteValue]) throws(StoreError) {
        try rows(values) { _ throws(StoreError) in }
    }

    /// The first row, read by `read`; nil where there is none.
    func first<Result>(
        _ values: SQLiteValue..., read: (SQLiteRow) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        var result: Result?
        try rows(values) { row throws(StoreError) in
            if result == nil { result = try read(row) }
        }
        return result
    }

    /// Calls `body` with each row, one at a time.
    func each(
        _ values: SQLiteValue..., body: (SQLiteRow) throws(StoreError) -> Void
    ) throws(StoreError) {
        try rows(values, body: body)
    }

    /// Calls `body`, which may wait, with each row, one at a time; until the last one the database
    /// stays for this connection as it was at the first one.
    func each(
        _ values: SQLiteValue..., body: (SQLiteRow) async throws(StoreError) -> Void
    ) async throws(StoreError) {
        defer { end() }
        try begin(values)
        while let row = try next() { try await body(row) }
    }

    private func rows(
        _ values: [SQLiteValue], body: (SQLiteRow) throws(StoreError) -> Void
    ) throws(StoreError) {
        defer { end() }
        try begin(values)
        while let row = try next() { try body(row) }
    }

    private func begin(_ values: [SQLiteValue]) throws(StoreError) {
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw connection.error(code, in: sql) }
        }
    }

    private func next() throws(StoreError) -> SQLiteRow? {
        let code = unsafe sqlite3_step(pointer)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw connection.error(code, in: sql) }
        return unsafe SQLiteRow(pointer)
    }

    private func end() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
    }

    /// The database copies what is bound, so that nothing here must outlive the call.
    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        let copying = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .integer(let number):
            return unsafe sqlite3_bind_int64(pointer, index, number)
        case .text(let text):
            return unsafe sqlite3_bind_text(pointer, index, text, -1, copying)
        case .bytes(let bytes):
            guard !bytes.isEmpty else {
                return unsafe sqlite3_bind_zeroblob(pointer, index, 0)
            }
            return unsafe bytes.withUnsafeBytes { raw in
                unsafe sqlite3_bind_blob64(
                    pointer, index, raw.baseAddress, UInt64(raw.count), copying)
            }
        case .null:
            return unsafe sqlite3_bind_null(pointer, index)
        }
    }
}

/// The row that a statement stands on; good until the next one.
@safe
struct SQLiteRow {
    private let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    /// The number of columns.
    var count: Int { Int(unsafe sqlite3_column_count(pointer)) }

    /// The value of a column, whatever it is.
    func value(_ column: Int) -> SQLiteValue {
        let index = Int32(column)
        switch unsafe sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(pointer, index))
        case SQLITE_BLOB:
            guard let start = unsafe sqlite3_column_blob(pointer, index) else {
                return .bytes(Bytes())
            }
            let count = Int(unsafe sqlite3_column_bytes(pointer, index))
            return .bytes(
                unsafe Bytes(copying: UnsafeRawBufferPointer(start: start, count: count)))
        case SQLITE_TEXT:
            guard let text = unsafe sqlite3_column_text(pointer, index) else { return .text("") }
            return .text(unsafe String(cString: text))
        default: return .null
        }
    }

    /// A column that holds a number.
    func integer(_ column: Int) throws(StoreError) -> UInt64 {
        guard case .integer(let number) = value(column), let result = UInt64(exactly: number) else {
            throw .malformed("column \(column) holds no number")
        }
        return result
    }

    /// A column that holds bytes.
    func bytes(_ column: Int) throws(StoreError) -> Bytes {
        guard case .bytes(let bytes) = value(column) else {
            throw .malformed("column \(column) holds no bytes")
        }
        return bytes
    }

    /// A column that holds a word.
    func hash(_ column: Int) throws(StoreError) -> Hash32 {
        guard let hash = Hash32(try bytes(column)) else {
            throw .malformed("column \(column) holds no word of 32 bytes")
        }
        return hash
    }

    /// A column that holds an address.
    func address(_ column: Int) throws(StoreError) -> Address {
        guard let address = Address(try bytes(column)) else {
            throw .malformed("column \(column) holds no address")
        }
        return address
    }

    /// A column that holds a text.
    func text(_ column: Int) throws(StoreError) -> String {
        guard case .text(let text) = value(column) else {
            throw .malformed("column \(column) holds no text")
        }
        return text
    }
}
