import Codec
public import Primitives

extension Header {
    /// The hash of the block: the Keccak-256 hash of the header's RLP.
    public var hash: Hash32 { Keccak256.hash(encoded) }

    /// The hashes of many headers, computed side by side on one core.
    public static func hashes(of headers: [Header]) -> [Hash32] {
        guard headers.count > together else { return hashes(of: headers, in: headers.indices) }
        var all: [Hash32] = []
        all.reserveCapacity(headers.count)
        for part in parts(headers.count) { all += hashes(of: headers, in: part) }
        return all
    }

    /// The hashes of many headers, computed side by side on all cores.
    ///
    /// - Parameter headers: The headers; some thousands are worth it, as those that `AuditStore`
    ///   reads at once.
    /// - Returns: Their hashes, in their order.
    public static func hashesOnAllCores(of headers: [Header]) async -> [Hash32] {
        let hashed = await Cores.map(parts(headers.count)) { part in
            hashes(of: headers, in: part)
        }
        return Array(hashed.joined())
    }

    /// How many headers are encoded before they are hashed: a multiple of every number of lanes, and
    /// few enough that the encodings are still in a core's cache.
    private static let together = 128

    /// The places of `count` headers in parts.
    private static func parts(_ count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: together).map { $0..<min($0 + together, count) }
    }

    private static func hashes(of headers: [Header], in part: Range<Int>) -> [Hash32] {
        // By spans: an array's subscript would copy each header of some 900 bytes.
        let span = headers.span
        var ends: [Int] = []
        ends.reserveCapacity(part.count)
        var total = 0
        for place in part {
            total += RLPSize.list(payload: span[place].payloadSize)
            ends.append(total)
        }
        let all = RLPWriter.bytes(count: total) { writer in
            let span = headers.span
            for place in part { span[place].write(to: &writer) }
        }
        var start = 0
        let messages = ends.map { end in
            defer { start = end }
            return all.slice(start..<end)
        }
        return Keccak256.hash(many: messages)
    }
}
