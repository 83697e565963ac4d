import Codec
import Foundation
import Synchronization
import TestSupport

/// A Safe Transaction Service on this machine: the paths, bodies and statuses of the real one's API
/// as far as letters need them, and lies on request.
final class SafeServiceServer: Sendable {
    /// What it tells wrongly.
    enum Lie: CaseIterable {
        /// Another contract is called, the hash stays.
        case target
        /// The hash is another's.
        case hash
        /// The signatures are said to be somebody else's.
        case signer
    }

    private struct State {
        var transactions: [String: [String: JSONValue]] = [:]
        var lie: Lie?
        var refusal: String?
    }

    private final class Store: Sendable {
        let state = Mutex(State())
        /// The owner of each signature, which the real service recovers.
        let signers: [String: String]

        init(signers: [String: String]) { self.signers = signers }
    }

    private let server: LoopbackServer
    private let store: Store

    /// Starts a service that knows no transaction.
    init(signers: [String: String]) throws {
        let store = Store(signers: signers)
        self.store = store
        server = try LoopbackServer { request in SafeServiceServer.answer(request, store) }
    }

    deinit { server.stop() }

    /// The base URL.
    var url: String { "http://127.0.0.1:\(server.port)/tx-service/test/api/" }
    /// The requests so far.
    var requests: [LoopbackServer.Request] { server.requests }

    /// From now on it lies so.
    func lies(_ lie: Lie?) { store.state.withLock { $0.lie = lie } }
    /// From now on it refuses what is sent to it, with these words.
    func refuses(_ words: String?) { store.state.withLock { $0.refusal = words } }

    private static func answer(
        _ request: LoopbackServer.Request, _ store: Store
    ) -> [LoopbackServer.Step] {
        let line = request.head.split(separator: "\r\n")[0].split(separator: " ")
        let path = line[1].split(separator: "?")[0].split(separator: "/").map(String.init)
        guard path.prefix(3) == ["tx-service", "test", "api"] else { return missing }
        let isPost = line[0] == "POST"
        if isPost, let words = store.state.withLock({ $0.refusal }) {
            let body: JSONValue = ["nonFieldErrors": .array([.string(words)])]
            return LoopbackServer.answer(body.serialized(), status: "422 Unprocessable Entity")
        }
        switch (isPost, path.dropFirst(3).first, path.last) {
        case (true, "v2", "multisig-transactions"):
            return propose(request.body, safe: path[5], store)
        case (true, "v1", "confirmations"):
            return confirm(request.body, hash: path[5], store)
        case (false, "v2", "multisig-transactions"):
            let isTrusted = line[1].contains("trusted=true")
            let all = store.state.withLock { state in
                state.transactions.values.map { told($0, state.lie) }
            }
            let results = isTrusted ? all : []
            let body: JSONValue = [
                "count": JSONValue(results.count), "next": .null, "results": .array(results),
            ]
            return LoopbackServer.answer(body.serialized())
        case (false, "v2", .some(let hash)):
            let found = store.state.withLock { state in
                state.transactions[hash].map { told($0, state.lie) }
            }
            return found.map { LoopbackServer.answer($0.serialized()) } ?? missing
        default: return missing
        }
    }

    private static let missing = LoopbackServer.answer(
        #"{"detail":"Not found."}"#, status: "404 Not Found")

    private static func propose(
        _ body: String, safe: String, _ store: Store
    ) -> [LoopbackServer.Step] {
        guard let value = try? JSONValue(parsing: body), let members = value.object,
            let hash = value["contractTransactionHash"]?.string,
            let signature = value["signature"]?.string,
            let sender = value["sender"]?.string, store.signers[signature] == sender
        else { return LoopbackServer.answer("{}", status: "400 Bad Request") }
        var entry = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
        entry["contractTransactionHash"] = nil
        entry["signature"] = nil
        entry["safe"] = .string(safe)
        entry["safeTxHash"] = .string(hash)
        entry["proposer"] = .string(sender)
        entry["confirmations"] = [["owner": .string(sender), "signature": .string(signature)]]
        store.state.withLock { $0.transactions[hash] = entry }
        return [.send(Array("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n".utf8))]
    }

    private static func confirm(
        _ body: String, hash: String, _ store: Store
    ) -> [LoopbackServer.Step] {
        guard let signature = (try? JSONValue(parsing: body))?["signature"]?.string,
            let owner = store.signers[signature]
        else { return LoopbackServer.answer("{}", status: "400 Bad Request") }
        store.state.withLock { state in
            let known = state.transactions[hash]?["confirmations"]?.array ?? []
            state.transactions[hash]?["confirmations"] = .array(
                known + [["owner": .string(owner), "signature": .string(signature)]])
        }
        return LoopbackServer.answer(
            JSONValue.object([JSONMember("signature", .string(signature))]).serialized(),
            status: "201 Created")
    }

    private static func told(_ entry: [String: JSONValue], _ lie: Lie?) -> JSONValue {
        let other = "0x" + String(repeating: "11", count: 20)
        var entry = entry
        switch lie {
        case .target: entry["to"] = .string(other)
        case .hash: entry["safeTxHash"] = .string("0x" + String(repeating: "22", count: 32))
        case .signer:
            let known = entry["confirmations"]?.array ?? []
            entry["confirmations"] = .array(
                known.map { ["owner": .string(other), "signature": $0["signature"] ?? .null] })
        case nil: break
        }
        return .object(entry.map { JSONMember($0.key, $0.value) })
    }
}
