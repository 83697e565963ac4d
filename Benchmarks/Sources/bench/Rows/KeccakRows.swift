import Primitives

extension Rows {
    /// Keccak-256, one message at a time and many.
    static var keccak: [Row] {
        [
            single("keccak_32", "Keccak-256 of 32 B", 32, goal: 1.03, alloy: 1.05),
            single("keccak_1KiB", "Keccak-256 of 1 KiB", 1024, goal: 8.0, alloy: 8.03),
            many("keccak_32_many", "Keccak-256 of 32 B, each of 64", 32, blocks: 1, goal: 0.40),
            many("keccak_1KiB_many", "Keccak-256 of 1 KiB, each of 64", 1024, blocks: 8, goal: 3.0),
        ]
    }

    private static func single(
        _ name: String, _ title: String, _ count: Int, goal: Double, alloy: Double
    ) -> Row {
        Row(name: name, title: title, goal: .permutations(goal), alloy: alloy) { inputs in
            let message = try inputs.bytes("blob.bin").slice(0..<count).copied()
            let expected = try inputs.expected("keccak").text("\(count)")
            try check(Keccak256.hash(message).hex == expected, name)
            return each { keep(Keccak256.hash(message)) }
        }
    }

    private static func many(
        _ name: String, _ title: String, _ count: Int, blocks: Double, goal: Double
    ) -> Row {
        Row(
            name: name, title: title, items: 64, yardstick: .lane, units: blocks,
            goal: .permutations(goal)
        ) { inputs in
            let blob = try inputs.bytes("blob.bin")
            let messages = (0..<64).map { blob.slice(($0 * count)..<(($0 + 1) * count)).copied() }
            let expected = messages.map { Keccak256.hash($0) }
            try check(Keccak256.hash(many: messages) == expected, name)
            return each { keep(Keccak256.hash(many: messages)) }
        }
    }
}
