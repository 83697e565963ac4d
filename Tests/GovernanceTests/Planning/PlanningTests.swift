import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Policies, plans and storage layouts")
struct PlanningTests {
    private static let kms = Address(literal: 0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0)
    private static let one = Keccak256.hash(utf8: "one")
    private static let two = Keccak256.hash(utf8: "two")

    @Test("the batch has what differs and nothing else: removals, additions, settings, the owner")
    func drift() {
        var wanted = ContractPolicy(.kms, at: Self.kms)
        wanted.sets[.osImages] = [Self.one]
        wanted.gatewayAppID = "gateway"
        wanted.owner = Self.kms
        var found = ContractPolicy(.kms, at: Self.kms)
        found.sets[.osImages] = [Self.two]
        found.sets[.measurements] = [Self.two]
        found.gatewayAppID = "gateway"
        found.owner = Address(literal: 0x11)
        let drifts = PolicyDrift.between(wanted, found)
        #expect(
            drifts.compactMap(\.call).map(\.data) == [
                DstackKms.RemoveOsImageHash(Self.two).calldata,
                DstackKms.AddOsImageHash(Self.one).calldata,
                Ownable.TransferOwnership(Self.kms).calldata,
            ])
        #expect(
            drifts.compactMap(\.reversal).map(\.data)
                == [DstackKms.RemoveOsImageHash(Self.one).calldata])
        #expect(PolicyDrift.between(wanted, wanted).isEmpty)
    }

    @Test("what nobody can mend has no call")
    func unmendable() {
        var wanted = ContractPolicy(.app, at: Self.kms)
        wanted.upgradesDisabled = false
        var found = wanted
        found.upgradesDisabled = true
        let drifts = PolicyDrift.between(wanted, found)
        #expect(drifts.count == 1 && drifts.first?.call == nil)
    }

    @Test("a policy document is read whole")
    func document() throws {
        let policy = try PolicyDocument(JSONValue(parsing: Self.text))
        #expect(policy.chainID == 31337 && policy.delay == 3600 && policy.safeThreshold == 2)
        #expect(policy.contracts.map(\.kind) == [.kms, .app])
        #expect(policy.contracts[0].sets[.osImages] == [Self.one])
        #expect(policy.contracts[0].sets[.measurements] == nil)
        #expect(policy.contracts[1].allowAnyDevice == false)
    }

    @Test(
        "a policy document with any change is refused at its place",
        arguments: [
            ("\"chainId\": \"31337\"", "\"chainId\": \"x\"", "chainId"),
            ("\"osImages\": [", "\"osImages\": [\"0x12\",", "kms.osImages[0]"),
            ("\"allowAnyDevice\": false", "\"allowAnyDevice\": \"no\"", "apps[0].allowAnyDevice"),
            ("\"allowAnyDevice\"", "\"allowAnyDevices\"", "apps[0].allowAnyDevices"),
            ("policy 1", "policy 2", "format"), ("\"delay\"", "\"delays\"", "timelock.delay"),
        ])
    func refused(found: String, replaced: String, path: String) throws {
        let text = Self.text.replacingOccurrences(of: found, with: replaced)
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: OperationError.self) { try PolicyDocument(json) }
        #expect(error?.path == path)
    }

    @Test(
        "an upgrade keeps the storage, or says which variable it reads wrongly",
        arguments: [
            ("DstackKms", "DstackKmsV2", nil), ("DstackApp", "DstackAppV2", nil),
            ("DstackKms", "DstackKms", nil), ("DstackKms", "DstackKmsMovedSlot", "registeredApps"),
            ("DstackApp", "DstackAppMovedSlot", " was slot "),
            ("DstackKms", "DstackApp", "is gone"),
        ] as [(String, String, String?)])
    func layouts(old: String, new: String, fault: String?) throws {
        let faults = try layout(old).faults(ofUpgradeTo: layout(new))
        guard let fault else {
            #expect(faults.isEmpty, "\(faults)")
            return
        }
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    private func layout(_ contract: String) throws -> StorageLayout {
        let file = Fixtures.root.appending(path: "contracts/artifacts/\(contract).json")
        return try StorageLayout(document: Bytes(try Data(contentsOf: file)))
    }

    private static let text = """
        {
          "format": "dstack-governance policy 1", "chainId": "31337",
          "kms": {"address": "\(kms)", "osImages": ["\(one)"]},
          "apps": [{"address": "0x75537828f2ce51be7289709686A69CbFDbB714F1",
                    "composeHashes": ["\(one)"], "allowAnyDevice": false}],
          "timelock": {"delay": 3600}, "safe": {"threshold": 2}
        }
        """
}
