import Cryptography
public import Primitives

extension AuditStore {
    /// The tables whose rows are the history, each with the order of its rows.
    static let contentTables: [(table: String, order: String)] = [
        ("deployments", "id"), ("subjects", "address"), ("headers", "number"),
        ("logs", "block, place"), ("receipts", "block"), ("transactions", "block, place"),
        ("progress", "id"), ("agreements", "provider"), ("ends", "provider"),
        ("faults", "provider, block, kind"), ("states", "block, address"),
    ]

    /// The SHA-256 digest of all rows: equal where the contents are equal, however they came.
    public func contentDigest() throws(StoreError) -> Hash32 {
        var digest = SHA256()
        try eachRow { table, values throws(StoreError) in
            AuditStore.feed(Bytes(utf8: table), to: &digest, kind: 0)
            for value in values {
                switch value {
                case .integer(let number):
                    AuditStore.feed(
                        Hash32(UInt256(UInt64(bitPattern: number))).bytes, to: &digest, kind: 1)
                case .bytes(let bytes): AuditStore.feed(bytes, to: &digest, kind: 2)
                case .text(let text): AuditStore.feed(Bytes(utf8: text), to: &digest, kind: 3)
                case .null: AuditStore.feed(Bytes(), to: &digest, kind: 4)
                }
            }
        }
        return digest.finish()
    }

    /// Calls `body` with each row of the content in one order.
    func eachRow(
        _ body: (_ table: String, _ values: [SQLiteValue]) throws(StoreError) -> Void
    ) throws(StoreError) {
        for (table, order) in AuditStore.contentTables {
            let rows = try SQLiteStatement(
                "SELECT * FROM \(table) ORDER BY \(order)", on: connection)
            try rows.each { row throws(StoreError) in
                try body(table, (0..<row.count).map(row.value))
            }
        }
    }

    /// A value with its kind and length before it, so that no two contents run together alike.
    private static func feed(_ bytes: Bytes, to digest: inout SHA256, kind: UInt8) {
        var head: [UInt8] = [kind]
        let count = UInt64(bytes.count)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            head.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        for part in [Bytes(head), bytes] {
            part.withSpan { digest.update($0) }
        }
    }
}
