import EthereumClient
import Primitives
import Testing

@Suite("The range of blocks asked for adapts to any provider")
struct LogRangePlannerTests {
    @Test("ranges follow each other without gap up to the last block")
    func ranges() {
        let planner = LogRangePlanner(first: 10)
        #expect(planner.range(from: 5, to: 100) == 5...14)
        #expect(planner.range(from: 95, to: 100) == 95...100)
        #expect(planner.range(from: 100, to: 100) == 100...100)
        #expect(planner.range(from: 101, to: 100) == nil)
        let last = BlockNumber(.max)
        #expect(planner.range(from: last, to: last) == last...last)
        #expect(LogRangePlanner(first: 0).range(from: 3, to: 9) == 3...3)
    }

    @Test("a failure halves, never below one block; one block alone needs another way")
    func halving() {
        var planner = LogRangePlanner(first: 10)
        #expect(planner.failed(0...9) == .retry)
        #expect(planner.blockCount == 5)
        #expect(planner.failed(0...4) == .retry)
        #expect(planner.blockCount == 2)
        #expect(planner.failed(0...1) == .retry)
        #expect(planner.blockCount == 1)
        #expect(planner.failed(0...0) == .singleBlock)
        #expect(planner.blockCount == 1)
        #expect(planner.failed(0...BlockNumber(.max)) == .retry)
    }

    @Test("a proposal counts only when it is strictly smaller and inside of what was asked")
    func proposals() {
        func count(_ suggestion: ClosedRange<BlockNumber>) -> UInt64 {
            var planner = LogRangePlanner(first: 100)
            _ = planner.failed(100...199, suggestion: suggestion)
            return planner.blockCount
        }
        #expect(count(100...120) == 21)
        #expect(count(150...159) == 10)
        #expect(count(100...198) == 99)
        #expect(count(100...199) == 50)
        #expect(count(50...120) == 50)
        #expect(count(150...250) == 50)
        #expect(count(300...301) == 50)
    }

    @Test("five successes in a row let it grow by half, up to the largest")
    func growth() {
        var planner = LogRangePlanner(first: 10, largest: 20)
        for _ in 0..<4 { planner.succeeded() }
        #expect(planner.blockCount == 10)
        planner.succeeded()
        #expect(planner.blockCount == 15)
        for _ in 0..<3 { planner.succeeded() }
        _ = planner.failed(0...14)
        for _ in 0..<4 { planner.succeeded() }
        #expect(planner.blockCount == 7)
        for _ in 0..<26 { planner.succeeded() }
        #expect(planner.blockCount == 20)
        var small = LogRangePlanner(first: 1, largest: 1)
        for _ in 0..<10 { small.succeeded() }
        #expect(small.blockCount == 1)
    }

    static let suggestions: [(String, ClosedRange<BlockNumber>?)] = [
        ("Log response size exceeded. this block range should work: [0x10, 0x1f]", 0x10...0x1f),
        ("query returned more than 10000 results. Try with this block range [0xA, 0xB].", 10...11),
        ("query exceeds max results 20000, retry with the range 17-31", 17...31),
        ("retry with the range 5-5.", 5...5),
        ("[0x2, 0x1]", nil), ("[0x, 0x1]", nil), ("9-8", nil), ("a-b", nil), ("", nil),
        ("[0x1ffffffffffffffff, 0x2]", nil), ("18446744073709551616-18446744073709551617", nil),
        ("up to a 500 block range", nil),
    ]

    @Test(
        "proposals are read in every spelling, and nothing else is taken for one",
        arguments: suggestions)
    func suggestion(message: String, range: ClosedRange<BlockNumber>?) {
        #expect(NodeError(number: -32602, message: message).suggestedRange == range)
    }
}
