public import Codec
public import Contracts
public import Primitives

/// A transaction as a Safe Transaction Service tells it, computed again: the hash from the fields,
/// the signer of each confirmation from its bytes. What the service states is compared, never used.
public struct SafeServiceTransaction: Hashable, Sendable {
    /// The transaction.
    public let transaction: SafeTransaction
    /// Its hash, from the fields.
    public let hash: Hash32
    /// The signatures that are their owners' ones, in ascending order of the owners. What only a
    /// chain can tell (an approval, a contract's signature) is not settled here.
    public let signatures: [SafeSignature]
    /// What the answer states and its own data contradict, in words.
    public let faults: [String]
    /// Who proposed it, as the service says: nothing proves it.
    public let proposer: Address?
    /// Whether it was executed, as the service says.
    public let isExecuted: Bool

    /// The most confirmations of one transaction that are read.
    public static let mostConfirmations = 256

    /// Reads one transaction of an answer.
    ///
    /// - Parameters:
    ///   - value: The parsed JSON.
    ///   - safe: The Safe that was asked about.
    ///   - domain: Where its signatures hold.
    /// - Throws: ``OperationError`` when the answer is no transaction.
    public init(
        _ value: JSONValue, of safe: Address, in domain: SafeDomain
    ) throws(OperationError) {
        guard value["results"] == nil,
            let document = try SafeTransactionDocument.reading(value)
        else { throw OperationError(.form, at: "", "the answer is no transaction of a Safe") }
        var faults: [String] = []
        transaction = document.transaction
        hash = document.transaction.hashes(in: domain).digest
        if document.safe != safe {
            let named = document.safe.map(\.checksummed) ?? "nobody"
            faults.append("it is of the Safe \(named), not of \(safe)")
        }
        if document.statedHash != hash {
            let stated = document.statedHash?.hex ?? "none"
            faults.append("it states the hash \(stated), its fields have \(hash)")
        }
        proposer = value["proposer"]?.string.flatMap { try? Address(hex: $0) }
        isExecuted = value["isExecuted"]?.bool == true
        var signatures: [Address: SafeSignature] = [:]
        let confirmations = value["confirmations"]?.array ?? []
        guard confirmations.count <= SafeServiceTransaction.mostConfirmations else {
            throw OperationError(
                .form, at: "confirmations",
                "\(confirmations.count); at most \(SafeServiceTransaction.mostConfirmations)")
        }
        for (index, confirmation) in confirmations.enumerated() {
            do throws(OperationError) {
                let signature = try SafeServiceTransaction.signature(
                    confirmation, at: "confirmations[\(index)]", of: hash)
                signatures[signature.owner] = signature
            } catch {
                faults.append("\(error)")
            }
        }
        self.signatures = signatures.values.sorted { $0.owner < $1.owner }
        self.faults = faults
    }

    /// Reads one page of a list.
    ///
    /// - Parameters:
    ///   - value: The parsed JSON.
    ///   - safe: The Safe that was asked about.
    ///   - domain: Where its signatures hold.
    /// - Returns: The transactions, and whether another page follows.
    /// - Throws: ``OperationError`` that names the entry at fault.
    public static func page(
        _ value: JSONValue, of safe: Address, in domain: SafeDomain
    ) throws(OperationError) -> (transactions: [SafeServiceTransaction], isLast: Bool) {
        guard let results = value["results"]?.array else {
            throw OperationError(.missing, at: "results", "a list is expected")
        }
        guard results.count <= SafeServicePath.pageSize else {
            throw OperationError(
                .form, at: "results",
                "\(results.count) transactions; \(SafeServicePath.pageSize) were asked for")
        }
        var transactions: [SafeServiceTransaction] = []
        for (index, result) in results.enumerated() {
            do throws(OperationError) {
                transactions.append(try SafeServiceTransaction(result, of: safe, in: domain))
            } catch {
                let place = "results[\(index)]" + (error.path.isEmpty ? "" : "." + error.path)
                throw OperationError(error.rule, at: place, error.detail)
            }
        }
        // The address of the next page is the service's: it is counted here instead.
        return (transactions, value["next"]?.string == nil)
    }

    private static func signature(
        _ value: JSONValue, at path: String, of hash: Hash32
    ) throws(OperationError) -> SafeSignature {
        func place(_ name: String) -> String { path + "." + name }
        guard let text = value["owner"]?.string, let owner = try? Address(hex: text) else {
            throw OperationError(.form, at: place("owner"), "an address is expected")
        }
        guard let text = value["signature"]?.string, let bytes = try? Bytes(hex: text) else {
            throw OperationError(.form, at: place("signature"), "bytes in hex are expected")
        }
        do throws(OperationError) {
            return try SafeSignature(record: bytes, of: hash, owner: owner)
        } catch {
            throw OperationError(error.rule, at: path, "\(owner): \(error.detail)")
        }
    }
}
