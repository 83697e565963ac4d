import Authorization
import Chain
import EthereumClient
import Primitives

/// Reads what a decision needs at one block, and proves every word of it.
struct ProvedReader: Sendable {
    let client: EthereumClient
    let kms: Address

    /// Why nothing could be proved.
    struct Fault: Error {
        /// A stable code, `<layer>.<what>`.
        let code: String
    }

    /// The facts for `request` in the block of `head`; nil when the KMS's code is not known.
    func facts(
        for request: BootRequest, at head: SealedHeader
    ) async throws(Fault) -> PolicyFacts? {
        let account = try await proved(kms, FactsReading.kmsSlots(request), head)
        guard let implementation = FactsReading.implementation(of: account),
            try await has(.dstackKms, at: implementation, head),
            let facts = FactsReading.kms(request, account)
        else { return nil }
        guard request.kind == .app, facts.isRegistered, facts.allowsImage else {
            return PolicyFacts(kms: facts, app: nil)
        }
        return PolicyFacts(kms: facts, app: try await app(request, head))
    }

    private func app(
        _ request: BootRequest, _ head: SealedHeader
    ) async throws(Fault) -> PolicyFacts.App {
        let account = try await proved(request.appID, FactsReading.appSlots(request), head)
        guard let state = account.account, state.hasCode else { return .absent }
        guard let implementation = FactsReading.implementation(of: account) else {
            let code = try await code(of: request.appID, hash: state.codeHash, head)
            let delegates = code.count == 23 && code.starts(with: [0xef, 0x01, 0x00])
            return delegates ? .delegated : .unknown
        }
        guard try await has(.dstackApp, at: implementation, head),
            let rules = FactsReading.rules(request, account)
        else { return .unknown }
        return .known(rules)
    }

    /// Whether the code at `address` is that of `template`, its hash proved.
    private func has(
        _ template: CodeTemplate, at address: Address, _ head: SealedHeader
    ) async throws(Fault) -> Bool {
        guard let account = try await proved(address, [], head).account, account.hasCode else {
            return false
        }
        let code = try await code(of: address, hash: account.codeHash, head)
        return template.matches(code, at: address)
    }

    private func code(
        of address: Address, hash: Hash32, _ head: SealedHeader
    ) async throws(Fault) -> Bytes {
        let code: Bytes
        do throws(ClientError) {
            code = try await client.getCode(address, at: .hash(head.hash))
        } catch {
            throw Fault(code: error.code)
        }
        guard Keccak256.hash(code) == hash else { throw Fault(code: "proof.invalid") }
        return code
    }

    private func proved(
        _ address: Address, _ slots: [Hash32], _ head: SealedHeader
    ) async throws(Fault) -> VerifiedAccount {
        do throws(ClientError) {
            return try await client.getVerifiedAccount(address, slots: slots, in: head)
        } catch {
            throw Fault(code: error.code)
        }
    }
}
