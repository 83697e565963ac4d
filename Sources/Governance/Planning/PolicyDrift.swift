import Codec
import Contracts
public import Primitives

/// One difference between the policy that is to be and that of the chain, and the call that mends
/// it.
public struct PolicyDrift: Hashable, Sendable {
    /// The contract.
    public let contract: Address
    /// The entry: `osImages[0x…]`, `allowAnyDevice`.
    public let entry: String
    /// What the chain has.
    public let found: String
    /// What the document wants.
    public let wanted: String
    /// The call that mends it, through the timelock; nil where none can.
    public let call: TimelockOperation.Call?
    /// The call that takes the mending back, for a hash that is allowed.
    public let reversal: TimelockOperation.Call?

    /// The differences of one contract: first what is to be revoked, then what is to be allowed,
    /// then settings, the owner last.
    ///
    /// - Parameters:
    ///   - wanted: The policy of the document.
    ///   - found: The policy of the chain, with everything that the document governs.
    /// - Returns: The differences; none where the chain is as it should be.
    public static func between(
        _ wanted: ContractPolicy, _ found: ContractPolicy
    ) -> [PolicyDrift] {
        var drifts: [PolicyDrift] = []
        for adds in [false, true] {
            for set in PolicySet.allCases {
                guard let wantedHashes = wanted.sets[set] else { continue }
                let foundHashes = found.sets[set] ?? []
                let hashes =
                    adds
                    ? wantedHashes.subtracting(foundHashes) : foundHashes.subtracting(wantedHashes)
                drifts += hashes.sorted().map { member(set, $0, adds, of: wanted.address) }
            }
        }
        return drifts + settings(wanted, found)
    }

    /// The difference of a timelock's delay.
    ///
    /// - Parameters:
    ///   - wanted: The delay of the document, in seconds.
    ///   - found: The delay of the chain.
    ///   - timelock: The timelock, which alone may change it.
    /// - Returns: The difference; nil where there is none.
    public static func ofDelay(
        _ wanted: UInt256?, _ found: UInt256, of timelock: Address
    ) -> PolicyDrift? {
        guard let wanted, wanted != found else { return nil }
        return PolicyDrift(
            contract: timelock, entry: "delay", found: found.description,
            wanted: wanted.description,
            call: TimelockOperation.Call(
                target: timelock, data: TimelockController.UpdateDelay(wanted).calldata),
            reversal: nil)
    }

    /// Differences of a Safe's owners, which no timelock can mend.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - owners: The owners of the chain.
    ///   - threshold: The threshold of the chain.
    ///   - safe: The Safe.
    /// - Returns: The differences, without calls.
    public static func ofSafe(
        _ document: PolicyDocument, owners: [Address], threshold: UInt256, of safe: Address
    ) -> [PolicyDrift] {
        var drifts: [PolicyDrift] = []
        func add(_ entry: String, _ found: String, _ wanted: String) {
            drifts.append(
                PolicyDrift(
                    contract: safe, entry: entry, found: found, wanted: wanted, call: nil,
                    reversal: nil))
        }
        if let wanted = document.safeOwners {
            for owner in wanted.subtracting(owners).sorted() {
                add("owners[\(owner)]", "false", "true")
            }
            for owner in Set(owners).subtracting(wanted).sorted() {
                add("owners[\(owner)]", "true", "false")
            }
        }
        if let wanted = document.safeThreshold, wanted != threshold {
            add("threshold", threshold.description, wanted.description)
        }
        return drifts
    }

    private static func member(
        _ set: PolicySet, _ hash: Hash32, _ adds: Bool, of contract: Address
    ) -> PolicyDrift {
        func call(_ data: Bytes) -> TimelockOperation.Call {
            TimelockOperation.Call(target: contract, data: data)
        }
        return PolicyDrift(
            contract: contract, entry: "\(set.rawValue)[\(hash)]", found: adds ? "false" : "true",
            wanted: adds ? "true" : "false",
            call: call(adds ? set.adding(hash) : set.removing(hash)),
            reversal: adds ? call(set.removing(hash)) : nil)
    }

    private static func settings(
        _ wanted: ContractPolicy, _ found: ContractPolicy
    ) -> [PolicyDrift] {
        var drifts: [PolicyDrift] = []
        func add<Value: Equatable>(
            _ entry: String, _ wantedValue: Value?, _ foundValue: Value?,
            _ calldata: (Value) -> Bytes?
        ) {
            guard let wantedValue, wantedValue != foundValue else { return }
            let call = calldata(wantedValue).map {
                TimelockOperation.Call(target: wanted.address, data: $0)
            }
            let text = foundValue.map { EscapedText("\($0)", limit: 200).description }
            drifts.append(
                PolicyDrift(
                    contract: wanted.address, entry: entry, found: text ?? "not known",
                    wanted: EscapedText("\(wantedValue)", limit: 200).description, call: call,
                    reversal: nil))
        }
        add("gatewayAppId", wanted.gatewayAppID, found.gatewayAppID) {
            DstackKms.SetGatewayAppId($0).calldata
        }
        add("appImplementation", wanted.appImplementation, found.appImplementation) {
            DstackKms.SetAppImplementation($0).calldata
        }
        add("allowAnyDevice", wanted.allowAnyDevice, found.allowAnyDevice) {
            DstackApp.SetAllowAnyDevice($0).calldata
        }
        add("requireTcbUpToDate", wanted.requireTcbUpToDate, found.requireTcbUpToDate) {
            DstackApp.SetRequireTcbUpToDate($0).calldata
        }
        add("upgradesDisabled", wanted.upgradesDisabled, found.upgradesDisabled) {
            $0 ? DstackApp.DisableUpgrades().calldata : nil
        }
        add("owner", wanted.owner, found.owner) { Ownable.TransferOwnership($0).calldata }
        return drifts
    }
}
