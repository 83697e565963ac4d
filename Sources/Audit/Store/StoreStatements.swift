/// The statements of a store, each prepared once.
struct StoreStatements {
    let addDeployment, deployment: SQLiteStatement
    let addSubject, subjects, removeSubject: SQLiteStatement
    let addHeader, headers, header, headerBefore: SQLiteStatement
    let addLog, logs, logsOfBlock: SQLiteStatement
    let addReceipts, receipts: SQLiteStatement
    let addTransaction, transactions, transaction: SQLiteStatement
    let setProgress, progress, agree, agreements, setEnd, ends: SQLiteStatement
    let addFault, faults: SQLiteStatement
    let setState, states, forgetStates: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(StoreError) {
        func prepare(_ sql: String) throws(StoreError) -> SQLiteStatement {
            try SQLiteStatement(sql, on: connection)
        }
        addDeployment = try prepare("INSERT INTO deployments VALUES (1, ?1, ?2, ?3, ?4)")
        deployment = try prepare("SELECT chain, kms, first, complete FROM deployments")
        addSubject = try prepare(
            """
            INSERT INTO subjects VALUES (?1, ?2, ?3, ?4) ON CONFLICT (address) DO UPDATE
            SET role = excluded.role, found = excluded.found, given = excluded.given
            WHERE (-excluded.given, excluded.found, excluded.role) < (-given, found, role)
            """)
        subjects = try prepare(
            "SELECT address, role, found, given FROM subjects ORDER BY address")
        removeSubject = try prepare("DELETE FROM subjects WHERE address = ?1")
        addHeader = try prepare("INSERT INTO headers VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
        headers = try prepare(
            "SELECT rlp, number FROM headers WHERE number BETWEEN ?1 AND ?2 ORDER BY number")
        header = try prepare("SELECT rlp, number FROM headers WHERE number = ?1")
        headerBefore = try prepare(
            "SELECT number, hash FROM headers WHERE number <= ?1 ORDER BY number DESC LIMIT 1")
        addLog = try prepare(
            "INSERT INTO logs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING")
        let columns = "block, place, transaction_place, transaction_hash, address, topics, data"
        logs = try prepare(
            "SELECT \(columns) FROM logs WHERE block BETWEEN ?1 AND ?2 ORDER BY block, place")
        logsOfBlock = try prepare("SELECT \(columns) FROM logs WHERE block = ?1 ORDER BY place")
        addReceipts = try prepare("INSERT INTO receipts VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        receipts = try prepare("SELECT rlp FROM receipts WHERE block = ?1")
        addTransaction = try prepare(
            """
            INSERT INTO transactions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT DO NOTHING
            """)
        let members = "block, place, hash, sender, target, input, encoded, proof"
        transactions = try prepare(
            "SELECT \(members) FROM transactions WHERE block = ?1 ORDER BY place")
        transaction = try prepare("SELECT \(members) FROM transactions WHERE hash = ?1")
        setProgress = try prepare(
            """
            INSERT INTO progress VALUES (1, ?1, ?2) ON CONFLICT DO UPDATE
            SET number = excluded.number, hash = excluded.hash
            """)
        progress = try prepare("SELECT number, hash FROM progress")
        agree = try prepare(
            """
            INSERT INTO agreements VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET
            first = iif(excluded.first = last + 1, first, excluded.first), last = excluded.last
            """)
        agreements = try prepare("SELECT provider, first, last FROM agreements ORDER BY provider")
        setEnd = try prepare(
            """
            INSERT INTO ends VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
            SET number = excluded.number, hash = excluded.hash
            """)
        ends = try prepare("SELECT provider, number, hash FROM ends ORDER BY provider")
        addFault = try prepare(
            """
            INSERT INTO faults VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
            SET count = max(count, excluded.count)
            """)
        faults = try prepare(
            "SELECT provider, block, kind, count FROM faults ORDER BY provider, block, kind")
        setState = try prepare(
            """
            INSERT INTO states VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
            SET proof = excluded.proof
            """)
        states = try prepare("SELECT block, address, proof FROM states ORDER BY block, address")
        forgetStates = try prepare("DELETE FROM states WHERE block <> ?1")
    }
}
