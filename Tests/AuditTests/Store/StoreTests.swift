import Chain
import Primitives
import Testing

@testable import Audit

@Suite("The store")
struct StoreTests {
    /// The first step as it was released; a step is never edited.
    private static let firstRelease = """
        CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO migrations VALUES ('001 history');
        CREATE TABLE deployments (id INTEGER PRIMARY KEY CHECK (id = 1), chain BLOB NOT NULL,
            kms BLOB NOT NULL, first INTEGER NOT NULL, complete INTEGER NOT NULL) STRICT;
        CREATE TABLE subjects (address BLOB PRIMARY KEY, role TEXT NOT NULL,
            found INTEGER NOT NULL, given INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE headers (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, rlp BLOB NOT NULL)
            STRICT;
        CREATE TABLE logs (block INTEGER NOT NULL, place INTEGER NOT NULL,
            transaction_place INTEGER NOT NULL, transaction_hash BLOB NOT NULL,
            address BLOB NOT NULL, topics BLOB NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (block, place)) STRICT, WITHOUT ROWID;
        CREATE TABLE receipts (block INTEGER PRIMARY KEY, rlp BLOB NOT NULL) STRICT;
        CREATE TABLE transactions (block INTEGER NOT NULL, place INTEGER NOT NULL,
            hash BLOB NOT NULL, sender BLOB NOT NULL, target BLOB, input BLOB NOT NULL,
            encoded BLOB NOT NULL, proof BLOB NOT NULL, PRIMARY KEY (block, place))
            STRICT, WITHOUT ROWID;
        CREATE INDEX transactions_by_hash ON transactions (hash);
        CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL,
            hash BLOB NOT NULL) STRICT;
        """

    @Test("A store of the first release is brought to the newest, and its content stays")
    func migrated() async throws {
        let old = try TemporaryStore()
        try SQLiteConnection(path: old.path).execute(StoreTests.firstRelease)
        let store = try old.open()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        let new = try AuditStore.recorded()
        try await new.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        #expect(try store.contentDigest() == new.contentDigest())
    }

    @Test("A store of a later version is refused")
    func newer() throws {
        let folder = try TemporaryStore()
        let store = try folder.open()
        try store.connection.execute("INSERT INTO migrations VALUES ('999 of the future')")
        #expect(throws: StoreError.newer(migration: "999 of the future")) {
            try AuditStore(path: folder.path)
        }
    }

    @Test("A store of another deployment is refused, the same one again is not")
    func claimed() throws {
        let store = try AuditStore.recorded()
        let (deployment, subjects) = try RecordedDeployment().stored()
        try store.claim(deployment, subjects: subjects)
        #expect(try store.deployment() == deployment)
        let other = StoredDeployment(chainID: 1, kms: deployment.kms, firstBlock: 0)
        #expect(throws: StoreError.self) { try store.claim(other, subjects: []) }
        #expect(throws: StoreError.empty) { try AuditStore(path: ":memory:").deployment() }
    }

    @Test("A page that does not follow is refused as a whole")
    func gap() async throws {
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 10)
        let before = try store.contentDigest()
        let fork = RecordedChain.fork(of: RecordedChain.history, depth: 50)
        let page = HistoryPage(
            end: fork[12].header.point, headers: [fork[11].header, fork[12].header])
        #expect(throws: StoreError.gap(11)) { try store.apply(page) }
        #expect(try store.contentDigest() == before)
    }

    @Test("more headers than are hashed at once come in their order, each with its hash")
    func manyHeaders() async throws {
        let store = try AuditStore.recorded()
        var history = SyntheticHistory(kms: .zero, logsPerBlock: 0)
        let page = history.page(blocks: 4_100)
        try store.apply(page)
        var headers: [BlockHeader] = []
        try await store.eachHeader(in: 0...5_000) { headers.append($0) }
        #expect(headers == page.headers)
    }

    @Test("What was written is read: headers, logs, receipts, transactions, faults")
    func roundTrip() async throws {
        let store = try AuditStore.recorded()
        let chain = RecordedChain(RecordedChain.history)
        try await store.synchronize(from: [chain], to: 53)
        var headers: [BlockHeader] = []
        try await store.eachHeader(in: 0...53) { headers.append($0) }
        #expect(headers == RecordedChain.history.map(\.header))
        let subjects = Set(try store.subjects().map(\.address))
        for block in RecordedChain.history {
            let logs = block.logs.filter { subjects.contains($0.log.address) }
            #expect(try store.logs(of: block.header.number) == logs)
            guard !logs.isEmpty else { continue }
            #expect(try store.receipts(of: block.header.number) == block.receipts)
            for transaction in try store.transactions(of: block.header.number) {
                #expect(transaction.encoded == block.transactions[Int(transaction.place)])
            }
        }
    }

    @Test("A number beyond what SQLite holds is refused")
    func range() throws {
        #expect(throws: StoreError.range(.max)) { try SQLiteValue.number(UInt64.max) }
        #expect(try SQLiteValue.number(UInt64(Int64.max)) == .integer(.max))
    }

    @Test(
        "Moments in UTC are read, others are not",
        arguments: [
            ("1970-01-01", UInt64(0)), ("2026-01-03T00:00:00Z", 1_767_398_400),
            ("2024-02-29T23:59:59Z", 1_709_251_199), ("2000-03-01", 951_868_800),
        ])
    func moments(text: String, seconds: UInt64) {
        #expect(Timestamp(utc: text) == Timestamp(seconds: seconds))
        for wrong in [
            text + " ", "+" + text, "2026-02-29", "2026-13-01", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00+01:00", "2026-1-1", "", "1969-12-31",
        ] {
            #expect(Timestamp(utc: wrong) == nil)
        }
    }
}
