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

    @Option(
        help: ArgumentHelp(
            "The service's VSOCK address, in place of a URL: context id and port, 3:8002 for an "
                + "enclave's parent instance.", valueName: "cid:port"))
    var vsock: String?

    func validate() throws {
        guard [url, socket, vsock].compactMap({ $0 }).count == 1 else {
            throw ValidationError("Give one of --url, --socket and --vsock.")
        }
    }

    /// A nonce of the service.
    func nonce() async throws(CommandFailure) -> Bytes {
        let answer = try await post("/v1/nonce", .object([]))
        guard let text = answer["nonce"]?.string, let nonce = try? Bytes(hex: text),
            nonce.count == 32
        else { throw CommandFailure(.chain, "dstack-keyd: an answer without a nonce") }
        return nonce
    }

    /// The answer to a POST.
    ///
    /// - Throws: ``CommandFailure``; a refusal of the service by its name.
    func post(_ route: String, _ body: JSONValue) async throws(CommandFailure) -> JSONValue {
        let text = Bytes(utf8: body.serialized(.compact))
        let notice = SlowNotice("waiting for the dstack-keyd")
        defer { notice.end() }
        if let target = try socketTarget() {
            let answer = try SocketRequest(target: target).post(route, text)
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

    private func socketTarget() throws(CommandFailure) -> SocketRequest.Target? {
        if let socket { return .unix(socket) }
        guard let vsock else { return nil }
        let parts = vsock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let contextID = UInt32(parts[0]), let port = UInt32(parts[1])
        else {
            throw CommandFailure(.input, "--vsock: context id and port are needed, like 3:8002")
        }
        return .vsock(contextID: contextID, port: port)
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
