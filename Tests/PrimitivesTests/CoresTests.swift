import Primitives
import Synchronization
import Testing

@Suite("Work that falls into parts")
struct CoresTests {
    @Test("every part is done once, and the results are in order", arguments: [0, 1, 2, 3, 100])
    func order(count: Int) async {
        let done = Mutex<[Int]>([])
        let squares = await Cores.map(Array(0..<count)) { part in
            done.withLock { $0.append(part) }
            return part * part
        }
        #expect(squares == (0..<count).map { $0 * $0 })
        #expect(done.withLock { $0.sorted() } == Array(0..<count))
    }
}
