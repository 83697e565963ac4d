import ArgumentParser
import Chain
import Codec
import EthereumClient
import Primitives

/// Logs of a range of blocks.
struct EthLogs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Print the logs of a range of blocks, one JSON object a line.",
        discussion: """
            The range is asked in pieces that the node takes, and told piece by piece; with --json \
            all at its end, in one document. Whether all logs are there, one \
            node's answer cannot prove.
            """)

    @Option(help: "The first block's number.")
    var from: String

    @Option(help: "The last block's number; the newest block where it is not given.")
    var to: String?

    @Option(help: "A contract; may be given more than once.")
    var address: [String] = []

    @Option(help: "A topic at its position, an event's signature at the first; '' for any.")
    var topic: [String] = []

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try chain.client()
        let first = try number(from, "--from")
        let last: BlockNumber
        if let to {
            last = try number(to, "--to")
        } else {
            last = try await client.asking { client throws(ClientError) in
                try await client.blockNumber()
            }
        }
        guard first <= last else {
            throw CommandFailure(.input, "the range ends at \(last), before it begins at \(first)")
        }
        var addresses: [Address] = []
        for text in address { addresses.append(try TextArgument.address(text, "--address")) }
        let topics = try topics()
        var scanner = LogScanner(
            client: client, addresses: addresses, topics: topics, from: first, to: last)
        var records: [JSONValue] = []
        while let event = try await next(&scanner) {
            guard case .page(let page) = event else {
                throw CommandFailure(
                    .chain, "the chain changed meanwhile: logs above may be no longer on it",
                    remedy: "Ask again, up to a block that is final.")
            }
            for record in page.logs {
                let document = ReceiptJSON.log(record)
                if output.json {
                    records.append(document)
                } else {
                    StandardOutput.write(document.serialized(.compact.ascii) + "\n")
                }
            }
        }
        guard output.json else { return }
        output.print(
            Page(),
            json: [
                "from": .string(first.decimal), "to": .string(last.decimal),
                "logs": .array(records),
            ])
    }

    private func next(_ scanner: inout LogScanner) async throws(CommandFailure) -> LogScanEvent? {
        do throws(LogScanError) { return try await scanner.next() } catch {
            throw CommandFailure(scan: error, of: "the logs")
        }
    }

    private func topics() throws(CommandFailure) -> [[Hash32]] {
        var topics: [[Hash32]] = []
        for text in topic {
            if text.isEmpty {
                topics.append([])
            } else if text.contains("(") {
                do throws(ABIError) {
                    topics.append([
                        try ABI.Event(text.hasPrefix("event ") ? text : "event " + text).topic
                    ])
                } catch {
                    throw CommandFailure(.input, "--topic \(text): \(error)")
                }
            } else {
                topics.append([try TextArgument.hash(text, "--topic")])
            }
        }
        return topics
    }

    private func number(_ text: String, _ name: String) throws(CommandFailure) -> BlockNumber {
        guard let number = try? BlockNumber(decimal: text) else {
            throw CommandFailure(.input, "\(name): \(text) is no block's number")
        }
        return number
    }
}
