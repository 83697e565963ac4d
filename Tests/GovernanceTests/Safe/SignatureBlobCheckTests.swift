import Codec
import Contracts
import Governance
import Primitives
import TestSupport
import Testing

/// Every case was executed on the Safe's published bytecode.
@Suite("Blobs of signatures, as a Safe checks them")
struct SignatureBlobCheckTests {
    @Test(
        "the corpus's blobs are accepted, with the same signers",
        arguments: try Fixtures.cases("safe/signatures-accepted.jsonl"))
    func accepts(blob: FixtureCase) throws {
        let scene = try Scene(blob)
        #expect(scene.digest == (try Hash32(hex: blob.string("safeTxHash"))))
        let signers = try scene.signers()
        let expected = try #require(blob.member("signers").array)
        #expect(signers.map(\.hex) == expected.compactMap(\.string))
    }

    @Test(
        "what the Safe refuses is refused by the same rule",
        arguments: try Fixtures.cases("safe/signatures-refused.jsonl"))
    func refuses(blob: FixtureCase) throws {
        let scene = try Scene(blob)
        let rule = try blob.string("rule")
        let refusal = #expect(throws: SignatureBlobCheck.Refusal.self) { try scene.signers() }
        #expect(refusal?.rule == rule)
    }
}

/// One case: a Safe, what was approved, and contracts that answer.
private struct Scene {
    let blob: Bytes
    let hashes: SafeHashes
    let version: SafeVersion
    let chainID: ChainID
    let check: SignatureBlobCheck
    let contracts: [Address: FixtureValue]

    var digest: Hash32 { hashes.digest }

    init(_ value: FixtureCase) throws {
        version = try #require(SafeVersion(value.string("version")))
        chainID = try ChainID(decimal: value.string("chainId"))
        let transaction = try Scene.transaction(value.member("transaction"))
        let safe = try Address(hex: value.string("safe"))
        hashes = transaction.hashes(
            in: SafeDomain(chainID: chainID, safe: safe, version: version))
        blob = try Bytes(hex: value.string("signatures"))
        let digest = hashes.digest
        let approvals = try #require(value.member("approvals").array).filter {
            $0["hash"]?.string == digest.hex
        }
        check = SignatureBlobCheck(
            digest: digest, owners: try Scene.addresses(value.member("owners")),
            threshold: try #require(Int(value.string("threshold"))),
            approvals: Set(try approvals.map { try Address(hex: $0["owner"]?.string ?? "") }),
            executor: try Address(hex: value.string("executor")))
        var contracts: [Address: FixtureValue] = [:]
        for contract in try #require(value.member("contracts").array) {
            contracts[try Address(hex: contract["address"]?.string ?? "")] = contract
        }
        self.contracts = contracts
    }

    func signers() throws -> [Address] {
        try check.signers(of: blob) { answer(of: $0, $1) }
    }

    /// What the contract at `owner` answers: a wallet by its few bytes of code, a child Safe by the
    /// same check of its own owners.
    private func answer(of owner: Address, _ signature: Bytes) -> SignatureBlobCheck.Answer {
        guard let contract = contracts[owner] else { return .reverted("empty revert") }
        let magic: FunctionSelector = version.asksContractsByHash ? 0x1626_ba7e : 0x20c1_3b0b
        if let code = contract["code"]?.string {
            if code.contains("08c379a0") { return .reverted("no") }
            guard code.hasPrefix("0x7f"),
                let word = try? Bytes(hex: "0x" + code.dropFirst(4).prefix(8))
            else { return .reverted("empty revert") }
            return FunctionSelector(startOf: word) == magic ? .magic : .other
        }
        guard let name = contract["version"]?.string, let childVersion = SafeVersion(name),
            NestedSignature.isPossible(child: childVersion, parent: version)
        else { return .reverted("empty revert") }
        let challenge = NestedSignature.challenge(hashes, parent: version)
        if signature.isEmpty {
            return contract["signedMessage"]?.string == challenge.hex
                ? .magic : .reverted("Hash not approved")
        }
        let domain = SafeDomain(chainID: chainID, safe: owner, version: childVersion)
        let message = NestedSignature.message(hashes, parent: version, child: domain)
        let child = SignatureBlobCheck(
            digest: message.digest,
            owners: (try? Scene.addresses(contract["owners"] ?? .null)) ?? [],
            threshold: contract["threshold"]?.string.flatMap { Int($0) } ?? 0)
        do throws(SignatureBlobCheck.Refusal) {
            _ = try child.signers(of: signature) { _, _ in .other }
            return .magic
        } catch { return .reverted(error.rule) }
    }

    private static func addresses(_ value: FixtureValue) throws -> [Address] {
        try #require(value.array).map { try Address(hex: $0.string ?? "") }
    }

    private static func transaction(_ value: FixtureValue) throws -> SafeTransaction {
        func text(_ name: String) throws -> String { try #require(value[name]?.string) }
        func number(_ name: String) throws -> UInt256 { try UInt256(decimal: text(name)) }
        var transaction = SafeTransaction(
            to: try Address(hex: text("to")), value: try Wei(decimal: text("value")),
            data: try Bytes(hex: text("data")),
            operation: try #require(SafeOperation(rawValue: UInt8(text("operation")) ?? 9)),
            nonce: try number("nonce"))
        transaction.safeTxGas = try number("safeTxGas")
        transaction.baseGas = try number("baseGas")
        transaction.gasPrice = try number("gasPrice")
        transaction.gasToken = try Address(hex: text("gasToken"))
        transaction.refundReceiver = try Address(hex: text("refundReceiver"))
        return transaction
    }
}
