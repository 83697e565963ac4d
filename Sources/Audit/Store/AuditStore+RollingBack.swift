import Chain
import Primitives

extension AuditStore {
    /// Forgets everything behind a block, as if it had never been read.
    ///
    /// - Parameter point: The last block that stays; nil forgets everything.
    /// - Throws: ``StoreError``; then nothing is forgotten.
    public func rollBack(to point: BlockPoint?) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            guard let point else { return try forgetAll() }
            let number = try SQLiteValue.number(point.number)
            for (table, column) in [
                ("headers", "number"), ("logs", "block"), ("receipts", "block"),
                ("transactions", "block"), ("states", "block"), ("faults", "block"),
                ("ends", "number"), ("agreements", "first"),
            ] {
                try SQLiteStatement("DELETE FROM \(table) WHERE \(column) > ?1", on: connection)
                    .run(number)
            }
            try SQLiteStatement(
                "UPDATE agreements SET last = ?1 WHERE last > ?1", on: connection
            ).run(number)
            try statements.setProgress.run(number, .bytes(point.hash.bytes))
            try forgetStrangers(until: point.number)
        }
    }

    private func forgetAll() throws(StoreError) {
        for (table, _) in AuditStore.contentTables where table != "deployments" {
            try connection.execute(
                "DELETE FROM \(table)" + (table == "subjects" ? " WHERE given = 0" : ""))
        }
    }

    /// Forgets the contracts that only forgotten logs named, and what was kept for their sake.
    private func forgetStrangers(until end: BlockNumber) throws(StoreError) {
        let deployment = try deployment()
        guard deployment.firstBlock <= end else { return try forgetAll() }
        let range = deployment.firstBlock...end
        var known: [Address: Subject] = [:]
        for subject in try subjects() where subject.isGiven { known[subject.address] = subject }
        var isGrowing = true
        while isGrowing {
            let before = known
            try eachLog(in: range) { log throws(StoreError) in
                guard known[log.log.address] != nil else { return }
                Discovery.add(Discovery.subjects(in: log, known: known), to: &known)
            }
            isGrowing = known != before
        }
        for subject in try subjects() {
            try statements.removeSubject.run(.bytes(subject.address.bytes))
        }
        for subject in known.values { try add(subject) }
        try connection.execute(
            """
            DELETE FROM logs WHERE address NOT IN (SELECT address FROM subjects);
            DELETE FROM transactions WHERE NOT EXISTS (SELECT 1 FROM logs
                WHERE logs.block = transactions.block
                AND logs.transaction_place = transactions.place);
            """)
        if deployment.isComplete {
            try forgetReceipts(in: range, keys: known.keys.map(Bloom.Key.init))
        } else {
            try connection.execute(
                "DELETE FROM headers WHERE number NOT IN (SELECT block FROM logs)")
        }
    }

    private func forgetReceipts(
        in range: ClosedRange<BlockNumber>, keys: [Bloom.Key]
    ) throws(StoreError) {
        var needless: [BlockNumber] = []
        let numbers = try SQLiteStatement(
            "SELECT block FROM receipts WHERE block NOT IN (SELECT block FROM logs)",
            on: connection)
        try numbers.each { row throws(StoreError) in
            needless.append(BlockNumber(try row.integer(0)))
        }
        let remove = try SQLiteStatement("DELETE FROM receipts WHERE block = ?1", on: connection)
        for number in needless {
            guard let header = try header(number), BloomRule.excludes(keys, in: header) else {
                continue
            }
            try remove.run(try .number(number))
        }
    }
}
