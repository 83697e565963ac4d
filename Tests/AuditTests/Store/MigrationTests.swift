import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

@testable import Audit

@Suite("A store of an earlier version")
struct MigrationTests {
    @Test(
        "A migration that was released is never edited",
        arguments: [
            ("001 history", "714d3b90c8f9f080c32d38633aa1dbdb0d9eb33978e899fa53d29d8d977d910f"),
            ("002 providers", "2d115d9debc16381a86eb45b682b035938459fecd44cdc3dbf89afae471537cb"),
            ("003 states", "011d46f42abafb22362ae7714fa9fa6d961e28cbbd236f0e4a7ed75b26ef85fb"),
            ("004 watches", "3e7cf21fa71b149142eabc592809a3732ea170f75e56e023a641aca4948ecd65"),
            (
                "005 logs of decisions",
                "f834461d4eedf7d3d18bda5b378205cd5fad1e0e7f64fe413dd618457a4f8a35"
            ),
        ])
    func digests(name: String, digest: String) throws {
        let step = try #require(Migrations.steps.first { $0.name == name })
        #expect(SHA256.hash(Bytes(utf8: step.sql)).hex == "0x" + digest)
        #expect(Migrations.steps.count == 5, "a new step needs its digest here")
        #expect(Migrations.steps.map(\.name) == Migrations.steps.map(\.name).sorted())
    }

    /// A copy of the store that the code of the first version wrote; how is in its README.
    private func earlier() throws -> TemporaryStore {
        let folder = try TemporaryStore()
        try FileManager.default.copyItem(
            atPath: Fixtures.root.appending(path: "Tests/AuditTests/EarlierStores/first.sqlite")
                .path,
            toPath: folder.path)
        return folder
    }

    private func migrations(_ connection: SQLiteConnection) throws -> [String] {
        var names: [String] = []
        let statement = try SQLiteStatement(
            "SELECT name FROM migrations ORDER BY name", on: connection)
        try statement.each { row throws(StoreError) in names.append(try row.text(0)) }
        return names
    }

    @Test("A file of the first version is brought to the newest, says what it said, and goes on")
    func first() async throws {
        let folder = try earlier()
        #expect(
            try migrations(SQLiteConnection(path: folder.path)) == [
                "001 history", "002 providers", "003 states",
            ])
        let store = try folder.open()
        #expect(try migrations(store.connection) == Migrations.steps.map(\.name))
        let (deployment, _) = try RecordedDeployment().stored()
        #expect(try store.deployment() == deployment)
        let end = try #require(try store.progress()?.number)
        #expect(end == 40)

        let fresh = try AuditStore.recorded()
        try await fresh.synchronize(from: [RecordedChain(RecordedChain.history)], to: 40)
        #expect(try store.contentDigest() == fresh.contentDigest())
        #expect(try HistoryReader(store).timeline() == HistoryReader(fresh).timeline())
        #expect(try await Verifier(store, quorum: 1).run().isComplete)

        for store in [store, fresh] {
            try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        }
        #expect(try store.contentDigest() == fresh.contentDigest())
        let journal = try WatchJournal(store)
        #expect(try journal.pending(for: "output").isEmpty)
        #expect(try journal.verified("a log") == nil)
    }
}
