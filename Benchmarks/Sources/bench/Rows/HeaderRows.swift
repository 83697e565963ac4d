import Chain
import Primitives

extension Rows {
    /// Headers and their blooms.
    static var headers: [Row] {
        [
            Row(
                name: "rlp_header_decode", title: "header, RLP decode", goal: .permutations(0.40),
                alloy: 0.48
            ) { inputs in
                let rlp = try inputs.bytes("header.rlp")
                let expected = try inputs.expected("block").text("hash")
                try check(Header(decoding: rlp).hash.hex == expected, "header.rlp")
                return each { keep(try Header(decoding: rlp)) }
            },
            Row(name: "rlp_header_encode", title: "header, RLP encode", alloy: 0.86) { inputs in
                let header = try header(inputs)
                return each { keep(header.encoded) }
            },
            Row(
                name: "header_hash", title: "header hash from an RPC block's members",
                goal: .permutations(5.5), alloy: 6.16
            ) { inputs in
                let header = try header(inputs)
                return each { keep(header.hash) }
            },
            Row(
                name: "header_chain_hash", title: "a chain of headers, each of 1,000",
                items: 1_000, yardstick: .lane, units: 5, goal: .perSecond(1_000_000)
            ) { inputs in
                let chain = [Header](repeating: try header(inputs), count: 1_000)
                return each { keep(Header.hashes(of: chain)) }
            },
            Row(name: "bloom_check_value", title: "bloom, a value", alloy: 1.08) { inputs in
                let header = try header(inputs)
                return each { keep(header.logsBloom.mayContain(header.beneficiary)) }
            },
            Row(
                name: "bloom_check_kept", title: "bloom, a value whose hash is kept", items: 100,
                alloy: 0.012
            ) { inputs in
                let bloom = try header(inputs).logsBloom
                let key = Bloom.Key(try header(inputs).beneficiary)
                return each { for _ in 0..<100 { keep(bloom.mayContain(key)) } }
            },
        ]
    }

    private static func header(_ inputs: Inputs) throws -> Header {
        try Header(decoding: inputs.bytes("header.rlp"))
    }
}
