public import Codec
public import Primitives

/// What was told already, and to whom: kept in the store, so that nothing is missed and nothing told
/// twice, whenever the program ends.
public struct WatchJournal {
    /// Something to be delivered.
    public struct Notice: Hashable, Sendable {
        /// Its place among all that was ever noted.
        public let number: UInt64
        /// The alert's id.
        public let id: String
        /// The how manieth reminder it is; 0 for the alert itself.
        public let reminder: UInt64
        /// The document.
        public let document: JSONValue
    }

    /// The last notice of an alert.
    public struct Last: Hashable, Sendable {
        /// The how manieth reminder it was.
        public let reminder: UInt64
        /// When it was noted, by the machine's clock.
        public let time: Timestamp
    }

    private let store: AuditStore
    private let beginning, setBeginning, add, lastOfAlert, undelivered, addDelivery: SQLiteStatement
    private let addAcknowledgement, acknowledgements, setVerified, verified: SQLiteStatement

    /// The journal of a store.
    ///
    /// - Throws: ``StoreError``.
    public init(_ store: AuditStore) throws(StoreError) {
        func prepare(_ sql: String) throws(StoreError) -> SQLiteStatement {
            try SQLiteStatement(sql, on: store.connection)
        }
        self.store = store
        beginning = try prepare("SELECT since FROM watches")
        setBeginning = try prepare("INSERT INTO watches VALUES (1, ?1) ON CONFLICT DO NOTHING")
        add = try prepare(
            """
            INSERT INTO notices (alert, reminder, noted, document) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO NOTHING
            """)
        lastOfAlert = try prepare(
            "SELECT reminder, noted FROM notices WHERE alert = ?1 ORDER BY reminder DESC LIMIT 1")
        undelivered = try prepare(
            """
            SELECT number, alert, reminder, document FROM notices WHERE number NOT IN
            (SELECT notice FROM deliveries WHERE channel = ?1) ORDER BY number
            """)
        addDelivery = try prepare("INSERT INTO deliveries VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        addAcknowledgement = try prepare(
            "INSERT INTO acknowledgements VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        acknowledgements = try prepare("SELECT alert FROM acknowledgements")
        setVerified = try prepare(
            """
            INSERT INTO verified_logs VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
            SET size = excluded.size, root = excluded.root
            """)
        verified = try prepare("SELECT size, root FROM verified_logs WHERE log = ?1")
    }

    /// The moment behind which alerts are told; set at the first call, the same ever after.
    public func begin(at time: Timestamp) throws(StoreError) -> Timestamp {
        try setBeginning.run(try .number(time.seconds))
        let found = try beginning.first { row throws(StoreError) in
            Timestamp(seconds: try row.integer(0))
        }
        return found ?? time
    }

    /// Notes alerts that are to be told, all of them or none; one that was noted before changes
    /// nothing.
    ///
    /// - Parameters:
    ///   - alerts: Each with the how manieth reminder it is.
    ///   - time: When, by the machine's clock.
    /// - Throws: ``StoreError``.
    public func note(
        _ alerts: [(alert: Alert, reminder: UInt64)], at time: Timestamp
    ) throws(StoreError) {
        guard !alerts.isEmpty else { return }
        try store.connection.transaction { () throws(StoreError) in
            for (alert, reminder) in alerts {
                try add.run(
                    .text(alert.id), try .number(reminder), try .number(time.seconds),
                    .text(alert.document(reminder: reminder).serialized()))
            }
        }
    }

    /// The last notice of an alert; nil where it was never told.
    public func last(_ id: String) throws(StoreError) -> Last? {
        try lastOfAlert.first(.text(id)) { row throws(StoreError) in
            Last(reminder: try row.integer(0), time: Timestamp(seconds: try row.integer(1)))
        }
    }

    /// What a channel did not get yet, in order.
    public func pending(for channel: String) throws(StoreError) -> [Notice] {
        var notices: [Notice] = []
        try undelivered.each(.text(channel)) { row throws(StoreError) in
            guard let document = try? JSONValue(parsing: try row.text(3)) else {
                throw .malformed("a notice is not JSON")
            }
            notices.append(
                Notice(
                    number: try row.integer(0), id: try row.text(1), reminder: try row.integer(2),
                    document: document))
        }
        return notices
    }

    /// Notes that a channel got a notice.
    public func deliver(_ notice: Notice, to channel: String) throws(StoreError) {
        try addDelivery.run(.text(channel), try .number(notice.number))
    }

    /// Notes that somebody knows of an alert and wants no more reminders.
    public func acknowledge(_ id: String, at time: Timestamp) throws(StoreError) {
        try addAcknowledgement.run(.text(id), try .number(time.seconds))
    }

    /// The ids of the alerts of which nobody wants to be reminded.
    public func acknowledged() throws(StoreError) -> Set<String> {
        var ids: Set<String> = []
        try acknowledgements.each { row throws(StoreError) in ids.insert(try row.text(0)) }
        return ids
    }

    /// Notes how far a log of decisions was verified, so that what comes is held against it.
    ///
    /// - Parameters:
    ///   - log: The log's verifier key.
    ///   - size: How many records are under the signed head.
    ///   - root: The root of the tree over them.
    /// - Throws: ``StoreError``.
    public func noteVerified(
        _ log: String, size: UInt64, root: Hash32
    ) throws(StoreError) {
        try setVerified.run(.text(log), try .number(size), .bytes(root.bytes))
    }

    /// How far a log of decisions was verified; nil where it never was.
    ///
    /// - Parameter log: The log's verifier key.
    /// - Returns: How many records are under the signed head, and the root of the tree over them.
    /// - Throws: ``StoreError``.
    public func verified(
        _ log: String
    ) throws(StoreError) -> (size: UInt64, root: Hash32)? {
        try verified.first(.text(log)) { row throws(StoreError) in
            (try row.integer(0), try row.hash(1))
        }
    }
}
