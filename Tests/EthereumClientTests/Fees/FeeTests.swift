import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Fees follow what blocks paid, and say something on an idle chain")
struct FeeTests {
    private static func client(
        rewards: [[String]]?, base: [String], tip: LiarTransport.Answer = .result("0x1"),
        price: String = "0x0"
    ) -> EthereumClient {
        let history: JSONValue = [
            "oldestBlock": "0x10",
            "baseFeePerGas": .array(base.map { .string($0) }),
            "gasUsedRatio": .array(base.dropLast().map { _ in .number("0.5") }),
            "reward": rewards.map { rows in
                .array(rows.map { .array($0.map { .string($0) }) })
            } ?? .null,
        ]
        return EthereumClient(
            transport: LiarTransport(methods: [
                "eth_feeHistory": { _ in .result(history) },
                "eth_maxPriorityFeePerGas": { _ in tip },
                "eth_gasPrice": { _ in .result(.string(price)) },
            ]), label: "test")
    }

    @Test("an idle chain: the node's tip counts, and the cap holds two base fees and the tip")
    func idle() async throws {
        let client = Self.client(
            rewards: [["0x0"], ["0x0"]], base: ["0x9652702", "0x9652702", "0x9652702"],
            tip: .result("0xe4e1c0"))
        let fees = try await client.suggestFees()
        #expect(fees.maxPriorityFeePerGas == 15_000_000)
        #expect(fees.maxFeePerGas == 330_248_132)
        #expect(try FeeSuggestion(baseFee: 157_624_066, tip: 10).maxFeePerGas >= 315_248_142)
    }

    @Test("the median of the rewards is the tip")
    func median() async throws {
        let client = Self.client(
            rewards: [["0x5"], ["0x1"], ["0x9"]], base: ["0x1", "0x1", "0x1", "0x64"])
        let fees = try await client.suggestFees()
        #expect(fees.baseFee == 100 && fees.maxPriorityFeePerGas == 5 && fees.maxFeePerGas == 205)
    }

    @Test("a node without the method for tips: its gas price above the base fee")
    func noTipMethod() async throws {
        let unknown = LiarTransport.Answer.error(["code": -32601, "message": "no"])
        let client = Self.client(
            rewards: nil, base: ["0x64", "0x64"], tip: unknown, price: "0x6e")
        #expect(try await client.suggestFees().maxPriorityFeePerGas == 10)
        let poor = Self.client(rewards: nil, base: ["0x64", "0x64"], tip: unknown, price: "0x1")
        #expect(try await poor.suggestFees().maxPriorityFeePerGas == 0)
    }

    @Test("no base fee, and a base fee that nobody could pay, are errors")
    func refused() async {
        await #expect(throws: FeeError.noBaseFee) {
            try await Self.client(rewards: nil, base: []).suggestFees()
        }
        let max = UInt256.max.quantity
        await #expect(throws: FeeError.overflow) {
            try await Self.client(rewards: nil, base: [max, max]).suggestFees()
        }
    }

    @Test("the history must have the counts that were asked for")
    func counts() async throws {
        let rows: [(JSONValue, Bool)] = [
            (["oldestBlock": "0x0", "baseFeePerGas": ["0x1", "0x2"], "gasUsedRatio": [0]], true),
            (["oldestBlock": "0x0", "baseFeePerGas": ["0x1"], "gasUsedRatio": [0]], false),
            (
                [
                    "oldestBlock": "0x0", "baseFeePerGas": ["0x1", "0x2"],
                    "gasUsedRatio": [.number("1e-3")], "reward": [["0x1"]],
                ], false
            ),
            (
                ["oldestBlock": "0x0", "baseFeePerGas": ["0x1", "0x2"], "gasUsedRatio": ["0x1"]],
                false
            ),
            (["baseFeePerGas": ["0x1", "0x2"], "gasUsedRatio": [0]], false),
            (
                [
                    "oldestBlock": "0x0", "baseFeePerGas": ["0x1", "0x2", "0x3"],
                    "gasUsedRatio": [0, 0],
                ], false
            ),
        ]
        for (answer, isGood) in rows {
            let client = EthereumClient(
                transport: LiarTransport(always: .result(answer)), label: "test")
            if isGood {
                _ = try await client.feeHistory(blockCount: 1)
            } else {
                await #expect(throws: ClientError.self) {
                    try await client.feeHistory(blockCount: 1)
                }
            }
        }
    }

    @Test("a replacement offers at least a tenth more of both, rounded up, and not less than now")
    func replacement() throws {
        let now = try FeeSuggestion(baseFee: 100, tip: 1)
        let fees = try now.replacing(maxPriorityFeePerGas: 10, maxFeePerGas: 1001)
        #expect(fees.maxPriorityFeePerGas == 11 && fees.maxFeePerGas == 1102)
        let small = try now.replacing(maxPriorityFeePerGas: 0, maxFeePerGas: 5)
        #expect(small.maxPriorityFeePerGas == 1 && small.maxFeePerGas == 201)
        let blob = try now.replacing(
            maxPriorityFeePerGas: 10, maxFeePerGas: 1001,
            percent: FeeSuggestion.blobReplacementPercent)
        #expect(blob.maxPriorityFeePerGas == 20 && blob.maxFeePerGas == 2002)
        #expect(throws: ArithmeticError.self) {
            try now.replacing(maxPriorityFeePerGas: Wei(.max), maxFeePerGas: 1)
        }
    }
}
