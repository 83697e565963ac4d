/// The steps that make a store what it is now. A step that was released is never edited: what must
/// change comes as a further step.
enum Migrations {
    /// One step.
    struct Step {
        let name: String
        let sql: String
    }

    static let steps = [history, providers, states, watches, logs]

    private static let history = Step(
        name: "001 history",
        sql: """
            CREATE TABLE deployments (
                id INTEGER PRIMARY KEY CHECK (id = 1), chain BLOB NOT NULL, kms BLOB NOT NULL,
                first INTEGER NOT NULL, complete INTEGER NOT NULL) STRICT;
            CREATE TABLE subjects (
                address BLOB PRIMARY KEY, role TEXT NOT NULL, found INTEGER NOT NULL,
                given INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE headers (
                number INTEGER PRIMARY KEY, hash BLOB NOT NULL, rlp BLOB NOT NULL) STRICT;
            CREATE TABLE logs (
                block INTEGER NOT NULL, place INTEGER NOT NULL, transaction_place INTEGER NOT NULL,
                transaction_hash BLOB NOT NULL, address BLOB NOT NULL, topics BLOB NOT NULL,
                data BLOB NOT NULL, PRIMARY KEY (block, place)) STRICT, WITHOUT ROWID;
            CREATE TABLE receipts (
                block INTEGER PRIMARY KEY, rlp BLOB NOT NULL) STRICT;
            CREATE TABLE transactions (
                block INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
                sender BLOB NOT NULL, target BLOB, input BLOB NOT NULL, encoded BLOB NOT NULL,
                proof BLOB NOT NULL, PRIMARY KEY (block, place)) STRICT, WITHOUT ROWID;
            CREATE INDEX transactions_by_hash ON transactions (hash);
            CREATE TABLE progress (
                id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, hash BLOB NOT NULL)
                STRICT;
            """)

    private static let providers = Step(
        name: "002 providers",
        sql: """
            CREATE TABLE agreements (
                provider TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)
                STRICT, WITHOUT ROWID;
            CREATE TABLE ends (
                provider TEXT PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL)
                STRICT, WITHOUT ROWID;
            CREATE TABLE faults (
                provider TEXT NOT NULL, block INTEGER NOT NULL, kind TEXT NOT NULL,
                count INTEGER NOT NULL, PRIMARY KEY (provider, block, kind))
                STRICT, WITHOUT ROWID;
            """)

    private static let states = Step(
        name: "003 states",
        sql: """
            CREATE TABLE states (
                block INTEGER NOT NULL, address BLOB NOT NULL, proof BLOB NOT NULL,
                PRIMARY KEY (block, address)) STRICT, WITHOUT ROWID;
            """)

    private static let watches = Step(
        name: "004 watches",
        sql: """
            CREATE TABLE watches (
                id INTEGER PRIMARY KEY CHECK (id = 1), since INTEGER NOT NULL) STRICT;
            CREATE TABLE notices (
                number INTEGER PRIMARY KEY, alert TEXT NOT NULL, reminder INTEGER NOT NULL,
                noted INTEGER NOT NULL, document TEXT NOT NULL, UNIQUE (alert, reminder)) STRICT;
            CREATE TABLE deliveries (
                channel TEXT NOT NULL, notice INTEGER NOT NULL, PRIMARY KEY (channel, notice))
                STRICT, WITHOUT ROWID;
            CREATE TABLE acknowledgements (
                alert TEXT PRIMARY KEY, time INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            """)

    private static let logs = Step(
        name: "005 logs of decisions",
        sql: """
            CREATE TABLE verified_logs (
                log TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL)
                STRICT, WITHOUT ROWID;
            """)

    /// Brings the database to the newest step; each step with its name in one transaction.
    static func apply(to connection: SQLiteConnection) throws(StoreError) {
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
        var done: Set<String> = []
        let names = try SQLiteStatement("SELECT name FROM migrations", on: connection)
        try names.each { row throws(StoreError) in done.insert(try row.text(0)) }
        let known = Set(steps.map(\.name))
        if let unknown = done.subtracting(known).min() { throw .newer(migration: unknown) }
        for step in steps where !done.contains(step.name) {
            try connection.transaction { () throws(StoreError) in
                try connection.execute(step.sql)
                try SQLiteStatement("INSERT INTO migrations VALUES (?1)", on: connection)
                    .run(.text(step.name))
            }
        }
    }
}
