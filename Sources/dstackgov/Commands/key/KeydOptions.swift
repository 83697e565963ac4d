import ArgumentParser
import Codec
import CurlTransport
import EthereumClient
import Primitives

/// Which dstack-keyd to ask.
struct KeydOptions: ParsableArguments {
    @Option(help: "The service's URL; http only to this machine.")
    var url: String?

    @Option(help: "The service's Unix socket, in place of a URL.")
    var socket: String?

    func validate() throws {
        guard (url == nil) != (socket == nil) else {
            throw ValidationError("Give one of --url and --socket.")
        }
    }

    /// The answer to a POST.
    ///
    /// - Throws: ``CommandFailure``; a refusal of the service by its name.
    func post(_ route: String, _ body: JSONValue) async throws(CommandFailure) -> JSONValue {
        let text = Bytes(utf8: body.serialized(.compact))
        if let socket {
            let answer = try UnixSocketRequest(path: socket).post(route, text)
            return try KeydOptions.value(answer.body, status: answer.status)
        }
        let answer: Bytes
        do {
            let endpoint = try RedactedURL((url ?? "") + route)
            let transport = try CurlTransport(url: endpoint, loop: try CurlLoop())
            answer = try await transport.send(text, deadline: ContinuousClock.now + .seconds(30))
        } catch let error as TransportError {
            guard case .status(let status) = error.kind, let body = error.body else {
                throw CommandFailure(.chain, "dstack-keyd: \(error)")
            }
            return try KeydOptions.value(body, status: status)
        } catch {
            throw CommandFailure(.input, "--url: \(error)")
        }
        return try KeydOptions.value(answer, status: 200)
    }

    private static func value(_ body: Bytes, status: Int) throws(CommandFailure) -> JSONValue {
        guard let value = try? JSONValue(parsing: body) else {
            throw CommandFailure(.chain, "dstack-keyd: an answer that is no JSON")
        }
        guard status == 200 else {
            let rule = EscapedText(value["refused"]?.string ?? "status \(status)", limit: 80)
            let reason = EscapedText(value["reason"]?.string ?? "", limit: 400)
            throw CommandFailure(.refused, "dstack-keyd refused: \(rule): \(reason)")
        }
        return value
    }
}
