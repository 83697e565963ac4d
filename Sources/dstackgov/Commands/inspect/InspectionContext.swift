import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// What a document without an envelope does not say: options that say it.
struct InspectionContext: ParsableArguments {
    @Option(help: "Of calldata: the contract that is called.")
    var to: String?

    @Option(help: "Of calldata: who calls.")
    var from: String?

    @Option(help: "Of calldata: the wei that are sent.")
    var value: String?

    @Option(help: "The Safe, where the document does not say.")
    var safe: String?

    @Option(help: "The Safe's version, for the hashes; otherwise the node is asked.")
    var safeVersion: String?

    @Option(help: "The Safe's nonce, where the document does not say; otherwise the node is asked.")
    var nonce: String?

    @Option(help: "The chain id, where the document does not say; otherwise the node is asked.")
    var chainID: String?

    /// What is to be shown of `input`.
    func subject(
        of input: InspectionInput, book: AddressBook, _ client: EthereumClient?
    ) async throws(CommandFailure) -> InspectionSubject {
        switch input {
        case .operation(let operation):
            return try InspectionSubject(operation)
        case .transaction(let document):
            return try await subject(
                document.transaction, chain: document.chainID, safe: document.safe,
                stated: document.statedHash, book, client)
        case .batch(let file):
            return try await batch(file, book, client)
        case .calldata(let data):
            let chain = try chainID.map(parseChain)
            let target = try to.map { text throws(CommandFailure) in
                try book.address(text, on: chain, for: "--to")
            }
            let caller = try from.map { text throws(CommandFailure) in
                try book.address(text, on: chain, for: "--from")
            }
            let wei = try value.map { text throws(CommandFailure) in
                try number(text, "--value")
            }
            return InspectionSubject(
                "Calldata",
                CallTree.reading(
                    caller: caller, target: target ?? .zero, value: Wei(wei ?? .zero), data: data),
                targetIsKnown: target != nil)
        case .mined(let hash, let from, let to, let value, let data):
            return InspectionSubject(
                "Transaction \(hash)",
                CallTree.reading(caller: from, target: to, value: value, data: data))
        }
    }

    private func batch(
        _ file: TransactionBuilderFile, _ book: AddressBook, _ client: EthereumClient?
    ) async throws(CommandFailure) -> InspectionSubject {
        let safe = try safeAddress(file.safe, chain: file.chainID, book)
        let (version, nonce) = try await state(of: safe, client)
        let chain = try await chain(file.chainID, client)
        guard !file.calls.isEmpty else {
            throw CommandFailure(.input, "the batch has no transaction")
        }
        let operation = Governance.Operation(
            chainID: chain, action: .direct, purpose: file.name,
            safe: Governance.Operation.SafeReference(
                address: safe, version: version, nonce: nonce ?? .zero),
            timelock: nil, calls: file.calls)
        var subject = try InspectionSubject(operation)
        subject.title = "Transaction Builder file: calls of the Safe"
        subject.facts.append(("checksum", file.checksum.rawValue))
        if nonce == nil { subject.facts.append(("nonce", "not known: the hashes are for nonce 0")) }
        return subject
    }

    private func subject(
        _ transaction: SafeTransaction, chain: ChainID?, safe: Address?, stated: Hash32?,
        _ book: AddressBook, _ client: EthereumClient?
    ) async throws(CommandFailure) -> InspectionSubject {
        let safe = try safeAddress(safe, chain: chain, book)
        let version: SafeVersion
        if let text = safeVersion {
            version = try parseVersion(text)
        } else {
            version = try await state(of: safe, client).version
        }
        return InspectionSubject(
            transaction, chainID: try await self.chain(chain, client), safe: safe,
            version: version, stated: stated)
    }

    private func safeAddress(
        _ stated: Address?, chain: ChainID?, _ book: AddressBook
    ) throws(CommandFailure) -> Address {
        if let text = safe {
            let named = try book.address(text, on: chain, for: "--safe")
            guard stated == nil || stated == named else {
                throw CommandFailure(
                    .refused, "the document is of another Safe: \(stated ?? named)")
            }
            return named
        }
        guard let stated else {
            throw CommandFailure(.input, "the document names no Safe", remedy: "Give --safe.")
        }
        return stated
    }

    private func state(
        of safe: Address, _ client: EthereumClient?
    ) async throws(CommandFailure) -> (version: SafeVersion, nonce: UInt256?) {
        let given = try nonce.map { text throws(CommandFailure) in try number(text, "--nonce") }
        if let text = safeVersion { return (try parseVersion(text), given) }
        guard let client else {
            throw CommandFailure(
                .input, "the Safe's version decides its hashes, and nobody says which it is",
                remedy: "Give --safe-version, or let a node be asked.")
        }
        let found = try await SafeOnChain(safe, client)
        return (found.version, given ?? found.nonce)
    }

    private func chain(
        _ stated: ChainID?, _ client: EthereumClient?
    ) async throws(CommandFailure) -> ChainID {
        let given = try chainID.map(parseChain)
        if let stated, let given, stated != given {
            throw CommandFailure(.refused, "the document is for chain \(stated), not \(given)")
        }
        if let known = stated ?? given { return known }
        guard let client else {
            throw CommandFailure(
                .input, "the document names no chain", remedy: "Give --chain-id.")
        }
        return try await client.asking { client throws(ClientError) in try await client.chainID() }
    }

    private func parseChain(_ text: String) throws(CommandFailure) -> ChainID {
        if let chain = ChainShortName.chain(named: text) { return chain }
        return ChainID(try number(text, "--chain-id"))
    }

    private func parseVersion(_ text: String) throws(CommandFailure) -> SafeVersion {
        guard let version = SafeVersion(text) else {
            throw CommandFailure(.input, "--safe-version: a version like 1.4.1 is expected")
        }
        return version
    }

    private func number(_ text: String, _ option: String) throws(CommandFailure) -> UInt256 {
        do throws(NumberTextError) { return try UInt256(decimal: text) } catch {
            throw CommandFailure(.input, "\(option): \(error)")
        }
    }
}
