import Codec
import EthereumClient
import Primitives

/// Parameters of a recorded request as typed values; nil where they are wrong on purpose.
struct RecordedParameters {
    let values: [JSONValue]

    subscript(index: Int) -> JSONValue? {
        values.indices.contains(index) ? values[index] : nil
    }

    func address(_ index: Int) -> Address? {
        self[index]?.string.flatMap { try? Address(hex: $0) }
    }

    func hash(_ index: Int) -> Hash32? {
        self[index]?.string.flatMap { try? Hash32(hex: $0) }
    }

    func bytes(_ index: Int) -> Bytes? {
        self[index]?.string.flatMap { try? Bytes(hex: $0) }
    }

    func hashes(_ index: Int) -> [Hash32]? {
        guard let items = self[index]?.array else { return nil }
        let hashes = items.compactMap { $0.string.flatMap { try? Hash32(hex: $0) } }
        return hashes.count == items.count ? hashes : nil
    }

    func block(_ index: Int) -> BlockReference? {
        guard let value = self[index] else { return nil }
        for tag in [BlockReference.latest, .safe, .finalized, .earliest, .pending] {
            if tag.parameter == value { return tag }
        }
        if let hash = value["blockHash"]?.string.flatMap({ try? Hash32(hex: $0) }) {
            return .hash(hash, requireCanonical: value["requireCanonical"]?.bool ?? false)
        }
        return value.string.flatMap { try? BlockNumber(quantity: $0) }.map { .number($0) }
    }

    func call(_ index: Int) -> CallRequest? {
        guard let value = self[index], value.object != nil else { return nil }
        var request = CallRequest(to: nil)
        func wei(_ name: String) -> Wei? {
            value[name]?.string.flatMap { try? Wei(quantity: $0) }
        }
        request.from = value["from"]?.string.flatMap { try? Address(hex: $0) }
        request.to = value["to"]?.string.flatMap { try? Address(hex: $0) }
        request.input = value["input"]?.string.flatMap { try? Bytes(hex: $0) } ?? Bytes()
        request.value = wei("value")
        request.gas = value["gas"]?.string.flatMap { try? Gas(quantity: $0) }
        request.gasPrice = wei("gasPrice")
        request.maxFeePerGas = wei("maxFeePerGas")
        request.maxPriorityFeePerGas = wei("maxPriorityFeePerGas")
        return request
    }

    func filter(_ index: Int) -> LogFilter? {
        guard let value = self[index] else { return nil }
        let blocks: LogFilter.Blocks
        if let hash = value["blockHash"]?.string.flatMap({ try? Hash32(hex: $0) }) {
            blocks = .hash(hash)
        } else if let first = value["fromBlock"]?.string.flatMap({ try? BlockNumber(quantity: $0) }
        ),
            let last = value["toBlock"]?.string.flatMap({ try? BlockNumber(quantity: $0) }),
            first <= last
        {
            blocks = .range(first...last)
        } else {
            return nil
        }
        let addresses = value["address"].map { $0.array ?? [$0] } ?? []
        let topics = value["topics"]?.array ?? []
        return LogFilter(
            blocks: blocks,
            addresses: addresses.compactMap { $0.string.flatMap { try? Address(hex: $0) } },
            topics: topics.map { topic in
                (topic.array ?? [topic]).compactMap { $0.string.flatMap { try? Hash32(hex: $0) } }
            })
    }
}
