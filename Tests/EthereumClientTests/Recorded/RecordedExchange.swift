import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

/// One request to go-ethereum and its answer, as they went over the wire.
struct RecordedExchange: Sendable {
    let id: String
    let status: Int
    let request: JSONValue?
    let response: JSONValue?
    let responseBytes: Bytes

    /// All exchanges of the corpus.
    ///
    /// Bytes that are no UTF-8 stand in the corpus as halves of surrogate pairs, U+DC80 to U+DCFF,
    /// as Python writes them. No JSON reader that checks its input takes those: they are read as
    /// private characters, U+E080 to U+E0FF, and become bytes again.
    static func all() throws -> [RecordedExchange] { try read.get() }

    private static let read = Result {
        try Fixtures.text("rpc/exchanges.jsonl").split(separator: "\n").map { line in
            let value = try JSONValue(
                parsing: String(line).replacing(#"\udc"#, with: #"\ue0"#))
            let response = wireBytes(try member("response", of: value))
            return RecordedExchange(
                id: try member("id", of: value),
                status: Int(value["status"]?.string ?? "200") ?? 0,
                request: try? JSONValue(parsing: wireBytes(try member("request", of: value))),
                response: try? JSONValue(parsing: response), responseBytes: response)
        }
    }

    private static func member(_ name: String, of value: JSONValue) throws -> String {
        try #require(value[name]?.string, "\(name)")
    }

    private static func wireBytes(_ text: String) -> Bytes {
        Bytes(
            text.unicodeScalars.flatMap { scalar in
                (0xe080...0xe0ff).contains(scalar.value)
                    ? [UInt8(scalar.value & 0xff)] : [UInt8](String(scalar).utf8)
            })
    }

    var method: String? { request?["method"]?.string }
    var parameters: [JSONValue]? { request?["params"]?.array }
    var result: JSONValue? { response?["result"] }
    var error: JSONValue? { response?["error"] }

    /// A client whose node gives the recorded answer with the id of the client's own request.
    var client: EthereumClient {
        let transport = LiarTransport { [response, responseBytes, status] request, _ in
            var bytes = responseBytes
            if let members = response?.object, let id = request["id"] {
                let answer = JSONValue.object(
                    members.map { member in
                        member.isNamed("id") && !member.value.isNull
                            ? JSONMember("id", id) : member
                    })
                bytes = Bytes(utf8: answer.serialized())
            }
            return status == 200
                ? .bytes(bytes)
                : .failure(
                    TransportError(.status(status), detail: "recorded", body: bytes))
        }
        return EthereumClient(
            transport: transport, label: "recorded",
            options: ClientOptions(attemptTimeout: .seconds(60), retry: .never))
    }
}

extension JSONValue {
    /// The same value with the members of every object in the order of their names.
    var sortedByName: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.sortedByName))
        case .object(let members):
            .object(
                members.map { JSONMember($0.name, $0.value.sortedByName) }
                    .sorted { $0.name < $1.name })
        default: self
        }
    }
}
