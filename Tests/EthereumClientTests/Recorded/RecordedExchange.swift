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
    let responseText: String

    /// All exchanges of the corpus.
    static func all() throws -> [RecordedExchange] {
        try Fixtures.cases("rpc/exchanges.jsonl").map { item in
            // The texts come through Foundation: one of them is no UTF-8 and kept as an escape
            // that only a lenient reader takes.
            let value = try? JSONValue(parsing: item.text)
            let response = value?["response"]?.string ?? ""
            return RecordedExchange(
                id: item.id, status: Int(value?["status"]?.string ?? "200") ?? 0,
                request: value?["request"]?.string.flatMap { try? JSONValue(parsing: $0) },
                response: try? JSONValue(parsing: response), responseText: response)
        }
    }

    var method: String? { request?["method"]?.string }
    var parameters: [JSONValue]? { request?["params"]?.array }
    var result: JSONValue? { response?["result"] }
    var error: JSONValue? { response?["error"] }

    /// A client whose node gives the recorded answer with the id of the client's own request.
    var client: EthereumClient {
        let transport = LiarTransport { [response, responseText, status] request, _ in
            var text = responseText
            if let members = response?.object, let id = request["id"] {
                text =
                    JSONValue.object(
                        members.map { member in
                            member.isNamed("id") && !member.value.isNull
                                ? JSONMember("id", id) : member
                        }
                    ).serialized()
            }
            return status == 200
                ? .text(text)
                : .failure(
                    TransportError(.status(status), detail: "recorded", body: Bytes(utf8: text)))
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
