import Codec
import Primitives
import TestSupport
import Testing

/// Answers on the command line. The expected values are those of eth-abi, eth-account and web3.py.
@Suite("dstackgov eth: arguments, as users of cast type them")
struct EthArgumentTests {
    static let rows: [(arguments: [String], answer: String)] = [
        (
            ["keccak", "Transfer(address,address,uint256)"],
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
        ),
        (["keccak", "0x"], "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (["rlp", #"["0x83", ["0x"], []]"#], "0xc58183c180c0"),
        (["rlp-encode", "0x83"], "0x8183"),
        (
            ["personal-hash", "Hello World"],
            "0xa1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2"
        ),
        (
            ["checksum", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"],
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        ),
        (
            [
                "create-address", "--sender", "0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0",
                "--nonce", "0",
            ],
            "0xcd234A471b72ba2F1Ccf0A70FCABA648a5eeCD8d"
        ),
        (["to-wei", "1.5", "gwei"], "1500000000"), (["to-wei", "1"], "1000000000000000000"),
        (["to-wei", "2gwei"], "2000000000"), (["from-wei", "1"], "0.000000000000000001"),
        (["from-wei", "1500000000", "gwei"], "1.5"),
        (["abi-encode", "f(int8)", "-1"], "0x" + String(repeating: "f", count: 64)),
        (["abi-encode", "--packed", "(uint8,bytes)", "7", "0xffff"], "0x07ffff"),
        (["abi-encode", "()"], "0x"),
        (
            [
                "abi-encode", "--selector", "transfer(address,uint256)",
                "0x5aFE3855358E112B5647B952709E6165e1c1eEEe", "1",
            ],
            "0xa9059cbb0000000000000000000000005afe3855358e112b5647b952709e6165e1c1eeee"
                + String(repeating: "0", count: 63) + "1"
        ),
        (
            [
                "address",
                "0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            ],
            "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
        ),
    ]

    @Test("answers", arguments: rows)
    func isAnswered(arguments: [String], answer: String) async throws {
        let outcome = try await Program.dstackgov.run(["eth"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == answer + "\n")
    }

    @Test("values of every shape go through encode and decode")
    func roundTrip() async throws {
        let types = "(uint256,address[],(string,bool),bytes2[2])"
        let encoded = try await Program.dstackgov.run([
            "eth", "abi-encode", types, "5", "[0x5aFE3855358E112B5647B952709E6165e1c1eEEe]",
            #"("a, b",true)"#, "[0x0102,0x0304]",
        ])
        let decoded = try await Program.dstackgov.run([
            "eth", "abi-decode", types, String(encoded.output.dropLast()),
        ])
        #expect(
            try JSONValue(parsing: decoded.output)
                == [
                    "5", ["0x5afe3855358e112b5647b952709e6165e1c1eeee"], ["a, b", true],
                    ["0x0102", "0x0304"],
                ])
    }

    static let refusals: [(arguments: [String], text: String)] = [
        (["checksum", "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD"], "EIP-55"),
        (["keccak", "0x1"], "odd"), (["keccak"], "missing"), (["rlp", "0x8100"], "singleByte"),
        (["abi-encode", "f(uint8)", "256"], "range"), (["abi-encode", "f(uint8)"], "count"),
        (["abi-encode", "f(uint8[])", "[1,2"], "grammar"),
        (["abi-decode", "(bool)", "0x" + String(repeating: "0", count: 63) + "2"], "bool"),
        (["to-wei", "0.1", "wei"], "precision"), (["to-wei", "1", "eth"], "unit"),
        (["tx-decode", "0x"], "empty"), (["wallet-decrypt"], "no arguments"),
        (["header-hash", "/nowhere"], "cannot be read"),
    ]

    @Test("refusals are one line with the rule, and exit code 2", arguments: refusals)
    func isRefused(arguments: [String], text: String) async throws {
        let outcome = try await Program.dstackgov.run(["eth"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }
}
