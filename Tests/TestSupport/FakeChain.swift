public import Codec
import EthereumClient
import Primitives
import Synchronization

/// A chain without contents: blocks with true headers and logs at numbers of one's choice, which can
/// be reorganised. What is asked of it and what it refuses, a test decides.
public final class FakeChain: Sendable {
    /// One block as JSON-RPC gives it.
    public struct Block: Sendable {
        /// The block's hash.
        public let hash: String
        /// The block.
        public let value: JSONValue
    }

    private let blocks = Mutex<[Block]>([])
    /// The numbers of the blocks that hold a log, and how many.
    private let logCount: @Sendable (Int) -> Int

    /// A chain of `count` blocks whose block `n` holds `logs(n)` logs.
    public init(count: Int, logs: @escaping @Sendable (_ block: Int) -> Int = { _ in 0 }) {
        logCount = logs
        extend(by: count)
    }

    /// The number of the newest block.
    public var head: Int { blocks.withLock { $0.count - 1 } }

    /// The hash of a block.
    public func hash(_ number: Int) -> String { blocks.withLock { $0[number].hash } }

    /// Adds blocks; `fork` makes their hashes others than those of the blocks before.
    public func extend(by count: Int, fork: UInt8 = 0) {
        blocks.withLock { blocks in
            for _ in 0..<count {
                blocks.append(
                    FakeChain.block(
                        number: blocks.count, parent: blocks.last?.hash, fork: fork))
            }
        }
    }

    /// Replaces the newest blocks by as many others.
    public func reorganise(depth: Int, fork: UInt8) {
        blocks.withLock { $0.removeLast(depth) }
        extend(by: depth, fork: fork)
    }

    /// The answer to `eth_getBlockByNumber` and `eth_getBlockByHash`.
    public func block(_ parameter: JSONValue?) -> JSONValue {
        blocks.withLock { blocks in
            guard let text = parameter?.string else { return .null }
            if let block = blocks.first(where: { $0.hash == text }) { return block.value }
            guard let number = FakeChain.number(text), blocks.indices.contains(number) else {
                return ["latest", "finalized", "safe"].contains(text)
                    ? blocks.last?.value ?? .null : .null
            }
            return blocks[number].value
        }
    }

    /// The logs of a range.
    public func logs(_ range: ClosedRange<Int>) -> JSONValue {
        blocks.withLock { blocks in
            .array(
                range.clamped(to: 0...(blocks.count - 1)).flatMap { number in
                    (0..<logCount(number)).map { index in
                        FakeChain.log(number: number, hash: blocks[number].hash, index: index)
                    }
                })
        }
    }

    /// The number that a quantity writes.
    public static func number(_ text: String?) -> Int? {
        text.flatMap { $0.hasPrefix("0x") ? Int($0.dropFirst(2), radix: 16) : nil }
    }

    /// The range that the filter of an `eth_getLogs` asks for.
    public static func range(_ filter: JSONValue?) -> ClosedRange<Int>? {
        guard let first = number(filter?["fromBlock"]?.string),
            let last = number(filter?["toBlock"]?.string), first <= last
        else { return nil }
        return first...last
    }

    private static func log(number: Int, hash: String, index: Int) -> JSONValue {
        [
            "address": .string(Address.zero.hex), "topics": [], "data": "0x",
            "blockNumber": .string("0x" + String(number, radix: 16)), "blockHash": .string(hash),
            "transactionHash": .string(Hash32.zero.hex), "transactionIndex": "0x0",
            "logIndex": .string("0x" + String(index, radix: 16)), "removed": false,
        ]
    }

    private static func block(number: Int, parent: String?, fork: UInt8) -> Block {
        let zero = Hash32.zero.hex
        let emptyRoot = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"
        let noOmmers = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"
        let number = "0x" + String(number, radix: 16)
        let extra = Bytes([fork]).hex
        let members: [(String, String)] = [
            ("parentHash", parent ?? zero), ("sha3Uncles", noOmmers), ("miner", Address.zero.hex),
            ("stateRoot", emptyRoot), ("transactionsRoot", emptyRoot), ("receiptsRoot", emptyRoot),
            ("logsBloom", Bytes(repeating: 0, count: 256).hex), ("difficulty", "0x0"),
            ("number", number), ("gasLimit", "0x1"), ("gasUsed", "0x0"), ("timestamp", number),
            ("extraData", extra), ("mixHash", zero), ("nonce", "0x0000000000000000"),
            ("baseFeePerGas", "0x7"),
        ]
        let hash = FakeHeader.hash(members.map(\.1))
        return Block(
            hash: hash,
            value: .object(
                members.map { JSONMember($0.0, .string($0.1)) } + [
                    JSONMember("hash", .string(hash)), JSONMember("transactions", []),
                    JSONMember("uncles", []),
                ]))
    }
}

/// The hash of a header from its members as text, without the code under test: RLP by hand.
private enum FakeHeader {
    static func hash(_ fields: [String]) -> String {
        let quantities: Set<Int> = [7, 8, 9, 10, 11, 15]
        let items = fields.enumerated().map { index, text in
            string(quantities.contains(index) ? quantity(text) : data(text))
        }
        let payload = items.flatMap { $0 }
        let list = prefix(0xc0, 0xf7, payload.count) + payload
        return Keccak256.hash(Bytes(list)).hex
    }

    private static func data(_ text: String) -> [UInt8] {
        Array((try? Bytes(hex: text)) ?? Bytes())
    }

    private static func quantity(_ text: String) -> [UInt8] {
        let digits = String(text.dropFirst(2))
        let bytes = data("0x" + (digits.count % 2 == 1 ? "0" : "") + digits)
        return Array(bytes.drop { $0 == 0 })
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.count == 1, bytes[0] < 0x80 { return bytes }
        return prefix(0x80, 0xb7, bytes.count) + bytes
    }

    private static func prefix(_ short: UInt8, _ long: UInt8, _ count: Int) -> [UInt8] {
        if count < 56 { return [short + UInt8(count)] }
        let size = Array(quantity("0x" + String(count, radix: 16)))
        return [long + UInt8(size.count)] + size
    }
}
