import Audit
import Foundation
import Primitives
import TestSupport

/// Who is who in the recorded history.
struct RecordedDeployment {
    let contracts: [String: Address]
    let people: [String: Address]

    init() throws {
        let cases = try Fixtures.cases("rpc/chain.jsonl")
        func addresses(_ name: String) throws -> [String: Address] {
            guard let actors = cases.first(where: { $0.id == "actors" }),
                case .object(let members) = try actors.member(name)
            else { return [:] }
            return try members.mapValues { try Address(hex: $0.string ?? "") }
        }
        contracts = try addresses("contracts")
        people = try addresses("people")
    }

    /// The address of a contract.
    subscript(name: String) -> Address { contracts[name] ?? .zero }

    /// What the auditor names: the KMS; everything else is found.
    func stored(isComplete: Bool = true) -> (StoredDeployment, [Subject]) {
        (
            StoredDeployment(
                chainID: 31337, kms: self["kms"], firstBlock: 0, isComplete: isComplete),
            [Subject(address: self["kms"], role: .kms, found: 0, isGiven: true)]
        )
    }
}

/// A store in a folder of its own, removed with it.
final class TemporaryStore {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "audit-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { folder.appending(path: "audit.sqlite").path }

    /// Opens the store and says what it is of.
    func open(isComplete: Bool = true) throws -> AuditStore {
        let store = try AuditStore(path: path)
        let (deployment, subjects) = try RecordedDeployment().stored(isComplete: isComplete)
        try store.claim(deployment, subjects: subjects)
        return store
    }
}

extension AuditStore {
    /// A store in memory, claimed for the recorded deployment.
    static func recorded(isComplete: Bool = true) throws -> AuditStore {
        let store = try AuditStore(path: ":memory:")
        let (deployment, subjects) = try RecordedDeployment().stored(isComplete: isComplete)
        try store.claim(deployment, subjects: subjects)
        return store
    }

    /// Reads everything up to a block.
    func synchronize(
        from sources: [any HistorySource], to end: UInt64, pageBlocks: UInt64 = 500
    ) async throws {
        var synchronizer = Synchronizer(store: self, sources: sources, pageBlocks: pageBlocks)
        while try await synchronizer.next(to: BlockNumber(end)) != nil {}
        try await synchronizer.noteEnds()
    }
}
