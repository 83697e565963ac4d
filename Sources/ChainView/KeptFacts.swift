import Authorization
import EthereumClient
import Primitives
import Synchronization

/// Facts that were proved at agreed recent blocks. What is proved at a block stays true of it for
/// ever; when the block is final, they are finalized facts, whoever can still prove them.
final class KeptFacts: Sendable {
    /// One block, and what the contracts say there.
    struct Entry: Sendable {
        let head: SealedHeader
        let reading: DecisionBasis.Reading
    }

    /// The most questions that are kept, and blocks for each.
    private static let mostQuestions = 2048, mostEntries = 128
    /// How far apart kept blocks of one question are at least.
    private static let spacing: UInt64 = 8

    private let entries = Mutex<[FactsQuestion: [Entry]]>([:])

    /// Keeps a reading at an agreed recent block; forgets blocks below the newest final one.
    func keep(_ question: FactsQuestion, _ entry: Entry, finalized: BlockNumber) {
        entries.withLock { entries in
            if entries[question] == nil, entries.count >= KeptFacts.mostQuestions {
                entries.removeAll()
            }
            var list = entries[question] ?? []
            if let last = list.last,
                entry.head.number.value < last.head.number.value + KeptFacts.spacing
            {
                return
            }
            list.append(entry)
            if let newest = list.lastIndex(where: { $0.head.number <= finalized }) {
                list.removeFirst(newest)
            }
            if list.count > KeptFacts.mostEntries { list.removeFirst() }
            entries[question] = list
        }
    }

    /// The newest that was kept at or below the finalized block.
    func newest(_ question: FactsQuestion, finalized: BlockNumber) -> Entry? {
        entries.withLock { $0[question]?.last { $0.head.number <= finalized } }
    }
}
