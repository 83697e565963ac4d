import Chain
import Codec
import Contracts
public import Primitives

/// Which further contracts a log names as part of a deployment.
///
/// Apps come from the factory's logs only: anybody may register any contract, and whose history
/// would then have to be read is for the auditor to say.
public enum Discovery {
    /// The contracts that a log names.
    ///
    /// - Parameters:
    ///   - placed: A log of a known contract.
    ///   - known: The contracts that are known.
    /// - Returns: What the log says of contracts, known ones included.
    public static func subjects(
        in placed: PlacedLog, known: [Address: Subject]
    ) -> [Subject] {
        guard let emitter = known[placed.log.address] else { return [] }
        let log = placed.log
        func subject(_ address: Address, _ role: Subject.Role) -> [Subject] {
            address.isZero ? [] : [Subject(address: address, role: role, found: placed.block)]
        }
        switch emitter.role {
        case .kms, .app:
            if emitter.role == .kms,
                let app = try? DstackKms.AppDeployedViaFactory(topics: log.topics, data: log.data)
            {
                return subject(app.appId, .app)
            }
            if let upgrade = try? ERC1967.Upgraded(topics: log.topics, data: log.data) {
                return subject(upgrade.argument, .implementation)
            }
            // An app's first owner may be anybody; the KMS's is who decides.
            if emitter.role == .kms,
                let owner = try? Ownable.OwnershipTransferred(topics: log.topics, data: log.data)
            {
                return subject(owner.newOwner, .owner)
            }
            return []
        case .owner:
            if let grant = try? AccessControl.RoleGranted(topics: log.topics, data: log.data),
                TimelockController.proposerRole == grant.role
                    || TimelockController.cancellerRole == grant.role
            {
                return subject(grant.account, .proposer)
            }
            return []
        case .implementation, .proposer: return []
        }
    }

    /// Adds contracts to those that are known; of two statements about one the same always wins.
    public static func add(_ subjects: [Subject], to known: inout [Address: Subject]) {
        for subject in subjects {
            if let found = known[subject.address], !subject.precedes(found) { continue }
            known[subject.address] = subject
        }
    }
}
