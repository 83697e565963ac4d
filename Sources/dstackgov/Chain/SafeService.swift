import Codec
import Contracts
import CurlTransport
import EthereumClient
import Governance
import Primitives

/// A Safe Transaction Service: it carries proposals and signatures, and is believed in nothing.
struct SafeService {
    private let base: String
    private let configuration: CurlConfiguration
    private let loop: CurlLoop
    /// Scheme, host and port, for people.
    let label: String

    /// What to do when something else than a service of Safe's answers.
    private static let address = "Is this a Safe Transaction Service (--service-url)?"

    /// How long one answer may take.
    private static let patience = Duration.seconds(20)
    /// The most transactions of one Safe that are read.
    private static let mostTransactions = 2000

    /// A service at `base`, which `source` named.
    init(
        base: String, source: String, configuration: CurlConfiguration
    ) throws(CommandFailure) {
        var base = base
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        self.configuration = configuration
        do {
            loop = try CurlLoop()
            let url = try RedactedURL(base)
            _ = try CurlTransport(url: url, configuration: configuration, loop: loop)
            label = url.description
        } catch {
            throw CommandFailure(.input, "\(source): \(error)")
        }
    }

    /// The transaction of a hash, computed again; nil when the service knows none.
    func transaction(
        _ hash: Hash32, of safe: Address, in domain: SafeDomain
    ) async throws(CommandFailure) -> SafeServiceTransaction? {
        guard let value = try await get(SafeServicePath.transaction(hash)) else { return nil }
        let found: SafeServiceTransaction
        do throws(OperationError) {
            found = try SafeServiceTransaction(value, of: safe, in: domain)
        } catch {
            throw CommandFailure(.chain, "\(label): \(error)", remedy: SafeService.address)
        }
        guard found.hash == hash else {
            throw CommandFailure(
                .refused, "\(label) was asked for \(hash) and answers with \(found.hash)",
                remedy: "Sign nothing that it shows.")
        }
        return found
    }

    /// What waits for a Safe from `nonce` on, by nonce: what owners and delegates proposed, and what
    /// the service hides as made by strangers.
    func waiting(
        for safe: Address, in domain: SafeDomain, from nonce: UInt256
    ) async throws(CommandFailure) -> [(transaction: SafeServiceTransaction, isTrusted: Bool)] {
        var found: [Hash32: (transaction: SafeServiceTransaction, isTrusted: Bool)] = [:]
        for trusted in [true, false] {
            var offset = 0
            while offset < SafeService.mostTransactions {
                let path = SafeServicePath.waiting(
                    of: safe, from: nonce, trusted: trusted, offset: offset)
                guard let value = try await get(path) else {
                    throw CommandFailure(.refused, "\(label) does not know the Safe \(safe)")
                }
                do throws(OperationError) {
                    let page = try SafeServiceTransaction.page(
                        value, of: safe, in: domain)
                    for transaction in page.transactions where found[transaction.hash] == nil {
                        found[transaction.hash] = (transaction, trusted)
                    }
                    if page.isLast || page.transactions.isEmpty { break }
                } catch {
                    throw CommandFailure(
                        .chain, "\(label): \(error)", remedy: SafeService.address)
                }
                offset += SafeServicePath.pageSize
            }
        }
        return found.values.sorted { left, right in
            (left.transaction.transaction.nonce, left.transaction.hash.hex)
                < (right.transaction.transaction.nonce, right.transaction.hash.hex)
        }
    }

    /// Proposes an operation's transaction in the name of the owner who signed it.
    func propose(
        _ operation: Governance.Operation, _ signature: SafeSignature
    ) async throws(CommandFailure) {
        let body: JSONValue
        do throws(OperationError) {
            body = try SafeServiceProposal.body(of: operation, signature: signature)
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
        try await post(SafeServicePath.proposals(of: operation.safe.address), body)
    }

    /// Confirms a transaction by an owner's signature.
    func confirm(_ hash: Hash32, _ signature: SafeSignature) async throws(CommandFailure) {
        try await post(
            SafeServicePath.confirmations(of: hash), SafeServiceProposal.confirmation(signature))
    }

    private func get(_ path: String) async throws(CommandFailure) -> JSONValue? {
        let transport = try transport(path)
        let notice = SlowNotice("asking \(label)")
        defer { notice.end() }
        let answer: Bytes
        do throws(TransportError) {
            answer = try await transport.get(deadline: .now + SafeService.patience)
        } catch {
            if error.kind == .status(404) { return nil }
            throw failure(error)
        }
        let limits = JSONLimits(byteCount: 2 << 20, depth: 32, valueCount: 100_000)
        do throws(JSONError) { return try JSONValue(parsing: answer, limits: limits) } catch {
            throw CommandFailure(
                .chain, "\(label): the answer is no JSON: \(error)", remedy: SafeService.address)
        }
    }

    private func post(_ path: String, _ body: JSONValue) async throws(CommandFailure) {
        let transport = try transport(path)
        let notice = SlowNotice("sending to \(label)")
        defer { notice.end() }
        do throws(TransportError) {
            _ = try await transport.post(
                body.serializedBytes(), deadline: .now + SafeService.patience)
        } catch {
            throw failure(error)
        }
    }

    private static func remedy(of error: TransportError) -> String? {
        switch error.kind {
        case .redirect, .content, .size, .framing, .tls: return address
        case .status(401), .status(403): return "Does it want a token (--service-token-file)?"
        case .address, .cancelled: return nil
        case .connect, .deadline, .closed, .status:
            let when = error.retryAfter.map { "in \($0.components.seconds) s" } ?? "later"
            return "Try again \(when); without it the files go by mail, git or USB."
        }
    }

    private func transport(_ path: String) throws(CommandFailure) -> CurlTransport {
        do {
            return try CurlTransport(
                url: try RedactedURL(base + path), configuration: configuration, loop: loop)
        } catch {
            throw CommandFailure(.input, "\(label): \(error)")
        }
    }

    /// What the service says against a request is its word, and shown as such.
    private func failure(_ error: TransportError) -> CommandFailure {
        var what = "\(label): \(error)"
        if let body = error.body {
            let text = String(decoding: body, as: UTF8.self)
            what += "; it says \(EscapedText(text, limit: 400))"
        }
        if case .status(let status) = error.kind, status == 400 || status == 422 {
            return CommandFailure(.refused, what)
        }
        return CommandFailure(.chain, what, remedy: SafeService.remedy(of: error))
    }
}
