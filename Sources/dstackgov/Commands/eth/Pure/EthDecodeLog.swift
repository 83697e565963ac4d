import ArgumentParser
import Codec
import Contracts
import Primitives

/// What a log says by the contracts known.
struct EthDecodeLog: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode-log", abstract: "Decode a log by the contracts known.",
        discussion: """
            A line is {log}: an object with topics and data. Of an indexed parameter that does \
            not fit into a word the answer has the hash.
            """)

    @Option(help: "The topics, the event's own first.")
    var topic: [String] = []

    @Option(help: "The data in hex.")
    var data: String = "0x"

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        [
            "log": [
                "topics": .array(topic.map { .string($0) }), "data": .string(data),
            ]
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let log = try line.object("log")
        let topics = try log.list("topics").map { bytes in
            guard let topic = Hash32(bytes) else {
                throw LineFailure("length", "a topic has 32 bytes, not \(bytes.count)")
            }
            return topic
        }
        let decoded = try KnownContracts.log(topics: topics, data: log.bytes("data"))
        let values = decoded.values.map { value -> JSONValue in
            switch value {
            case .value(let value): ABIValues.json(value)
            case .hash(let hash): ["hash": .string(hash.hex)]
            }
        }
        return [
            "signature": .string(decoded.event.signature),
            "contracts": .array(decoded.contracts.map { .string($0) }),
            "arguments": ABIValues.json(decoded.event.inputs, values),
        ]
    }
}
