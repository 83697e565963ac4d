extension AuditStore {
    /// Fills an empty store with rows, all of them or none.
    func restore(
        _ rows: (_ add: (_ table: String, _ values: [SQLiteValue]) throws(StoreError) -> Void)
            throws(StoreError) -> Void
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            let isClaimed = try statements.deployment.first { _ throws(StoreError) in true }
            guard isClaimed == nil else {
                throw .otherDeployment(expected: "an empty store", found: "one with a history")
            }
            var inserts: [String: SQLiteStatement] = [:]
            try rows { table, values throws(StoreError) in
                guard AuditStore.contentTables.contains(where: { $0.table == table }) else {
                    throw .malformed("there is no table of this name")
                }
                let key = "\(table) \(values.count)"
                let insert: SQLiteStatement
                if let known = inserts[key] {
                    insert = known
                } else {
                    let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
                    insert = try SQLiteStatement(
                        "INSERT INTO \(table) VALUES (\(places))", on: connection)
                    inserts[key] = insert
                }
                try insert.run(values)
            }
        }
    }
}
