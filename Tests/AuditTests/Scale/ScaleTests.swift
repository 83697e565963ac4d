import Audit
import Foundation
import Primitives
import Testing

@Suite("Long histories")
struct ScaleTests {
    /// The resident memory of this process, in bytes.
    private func memory() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test("Writing and replaying take no memory that grows with the history")
    func flat() throws {
        let folder = try TemporaryStore()
        let store = try folder.open()
        let kms = try RecordedDeployment()["kms"]
        var history = SyntheticHistory(kms: kms, logsPerBlock: 10)
        for _ in 0..<2 { try store.apply(history.page(blocks: 200)) }
        func replay() throws -> Int {
            var timeline = Timeline(try store.subjects())
            var count = 0
            let range = try #require(try HistoryReader(store).range())
            try HistoryReader(store).eachTransaction(in: range) { events throws(StoreError) in
                count += timeline.apply(events).count
            }
            return count
        }
        #expect(try replay() == 4000)
        let before = try memory()
        for _ in 0..<6 { try store.apply(history.page(blocks: 200)) }
        #expect(try replay() == 16_000)
        #expect(try memory() - before < 24 << 20)
    }
}
