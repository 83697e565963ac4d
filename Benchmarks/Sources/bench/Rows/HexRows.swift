import Primitives

extension Rows {
    /// Hex and addresses as text.
    static var hex: [Row] {
        [
            Row(
                name: "hex_encode_1KiB", title: "hex, 1 KiB encoded into a buffer",
                yardstick: .hexEncode, goal: .permutations(0.22), alloy: 0.22
            ) { inputs in
                let bytes = try inputs.bytes("blob.bin").slice(0..<1024).copied()
                let target = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2048)
                return each {
                    bytes.withUnsafeBytes { Hex.encode($0, into: target) }
                    keep(target)
                }
            },
            Row(
                name: "hex_encode_1KiB_text", title: "hex, 1 KiB encoded into a String",
                yardstick: .hexEncode, alloy: 0.22
            ) { inputs in
                let bytes = try inputs.bytes("blob.bin").slice(0..<1024).copied()
                return each { keep(bytes.hex) }
            },
            Row(
                name: "hex_decode_1KiB", title: "hex, 1 KiB decoded", yardstick: .hexDecode,
                goal: .permutations(0.27), alloy: 0.27
            ) { inputs in
                let bytes = try inputs.bytes("blob.bin").slice(0..<1024).copied()
                let text = bytes.hex
                try check(Bytes(hex: text) == bytes, "hex")
                return each { keep(try Bytes(hex: text)) }
            },
            Row(
                name: "eip55_format", title: "EIP-55, an address as text",
                goal: .permutations(1.15), alloy: 1.15
            ) { inputs in
                let text = try inputs.json("addresses.json").items()[0].string()
                let address = try Address(hex: text)
                try check(address.checksummed == text, "addresses.json")
                return each { keep(address.checksummed) }
            },
        ]
    }
}
