import Authorization
import Primitives
import Synchronization

/// Code by its hash, fetched once, and which templates it was found to be.
final class CodeStore: Sendable {
    /// The most codes that are kept; the largest has 24 KiB (EIP-170).
    private static let most = 256

    private struct Match: Hashable {
        let hash: Hash32
        let address: Address
        let templates: [CodeTemplate]
    }

    private let codes = Mutex<[Hash32: Bytes]>([:])
    private let matches = Mutex<[Match: CodeTemplate?]>([:])

    /// The code with `hash`: kept, or fetched by `fetch`, which has checked the hash.
    func code(
        _ hash: Hash32, _ fetch: () async throws(HeadDenial) -> Bytes
    ) async throws(HeadDenial) -> Bytes {
        if let code = codes.withLock({ $0[hash] }) { return code }
        let code = try await fetch()
        codes.withLock { codes in
            if codes.count >= CodeStore.most { codes.removeAll() }
            codes[hash] = code
        }
        return code
    }

    /// Which of `templates` the code with `hash`, standing at `address`, is; nil for none.
    func match(
        _ hash: Hash32, at address: Address, _ templates: [CodeTemplate], _ code: Bytes
    ) -> CodeTemplate? {
        let key = Match(hash: hash, address: address, templates: templates)
        if let known = matches.withLock({ $0[key] }) { return known }
        let match = templates.first { $0.matches(code, at: address) }
        matches.withLock { matches in
            if matches.count >= CodeStore.most { matches.removeAll() }
            matches[key] = match
        }
        return match
    }
}
