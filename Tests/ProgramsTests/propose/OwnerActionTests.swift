import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    /// Each named action is proposed, inspected against the chain and run on its state.
    @Suite("propose, every named action")
    struct OwnerActionTests {
        private static let hash = World.image("5a")
        private static let somebody = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

        /// The words behind `propose`, and the function and the state that the file then names.
        static let actions: [(words: [String], function: String, entry: String)] = [
            (["kms", "add-os-image", hash], "addOsImageHash", "allowedOsImages["),
            (["kms", "remove-os-image", hash], "removeOsImageHash", "allowedOsImages["),
            (["kms", "add-measurement", hash], "addKmsAggregatedMr", "kmsAllowedAggregatedMrs["),
            (["kms", "remove-measurement", hash], "removeKmsAggregatedMr", "kmsAllowedAggregat"),
            (["kms", "add-device", hash], "addKmsDevice", "kmsAllowedDeviceIds["),
            (["kms", "remove-device", hash], "removeKmsDevice", "kmsAllowedDeviceIds["),
            (["kms", "set-info", "0x01", "0x02", "@password", "0x04"], "setKmsInfo", ""),
            (["kms", "set-quote", "0x01"], "setKmsQuote", ""),
            (["kms", "set-event-log", "0x01"], "setKmsEventlog", ""),
            (["kms", "set-gateway", "a gateway"], "setGatewayAppId", "gatewayAppId"),
            (["kms", "set-app-implementation", "DstackApp"], "setAppImplem", "appImplementation"),
            (["kms", "register-app", "DstackApp"], "registerApp", "registeredApps["),
            (
                ["kms", "deploy-app", somebody, "false", "false", "false", hash, hash],
                "deployAndRegisterApp", ""
            ),
            (
                ["kms", "deploy-app-without-tcb", somebody, "false", "false", hash, hash],
                "deployAndRegisterApp", ""
            ),
            (["kms", "transfer-ownership", somebody], "transferOwnership", "pendingOwner"),
            (["kms", "renounce-ownership"], "renounceOwnership", "owner"),
            (["app", "add-compose-hash", hash], "addComposeHash", "allowedComposeHashes["),
            (["app", "remove-compose-hash", hash], "removeComposeHash", "allowedComposeHashes["),
            (["app", "add-device", hash], "addDevice", "allowedDeviceIds["),
            (["app", "remove-device", hash], "removeDevice", "allowedDeviceIds["),
            (["app", "set-allow-any-device", "true"], "setAllowAnyDevice", "allowAnyDevice"),
            (["app", "set-require-tcb", "true"], "setRequireTcbUpToDate", "requireTcbUpToDate"),
            (["app", "disable-upgrades"], "disableUpgrades", "upgradesDisabled"),
            (["app", "transfer-ownership", somebody], "transferOwnership", "pendingOwner"),
            (["app", "renounce-ownership"], "renounceOwnership", "owner"),
            (["timelock", "grant-role", "canceller", somebody], "grantRole", "hasRole[CANCELLER"),
            (["timelock", "revoke-role", "executor", somebody], "revokeRole", "hasRole[EXECUTOR"),
            (["timelock", "set-delay", "172800"], "updateDelay", "getMinDelay"),
            (["safe", "enable-module", somebody], "enableModule", "modules["),
        ]

        @Test("is written, says what it changes, and succeeds on the present state")
        func named() async throws {
            let world = try await Proposals.world
            for (index, action) in Self.actions.enumerated() {
                let file = "action-\(index).json"
                try await world.succeed(
                    ["propose"] + action.words + ["--purpose", "a test", "--out", file])
                let text = try world.text(file)
                #expect(text.contains(action.function), "\(action.words)")
                let simulated = try await world.succeed(["simulate", file])
                let steps = simulated["steps"]?.array ?? []
                #expect(steps.allSatisfy { $0["succeeds"]?.bool == true }, "\(action.words)")
                #expect(steps.count == (action.words[0] == "safe" ? 1 : 2), "\(action.words)")
                let entries = (simulated["state"]?.array ?? []).compactMap { $0["entry"]?.string }
                #expect(
                    action.entry.isEmpty || entries.contains { $0.hasPrefix(action.entry) },
                    "\(action.words): \(entries)")
            }
        }

        @Test("an offered ownership is accepted, and an app gets other code")
        func acceptedAndUpgraded() async throws {
            let world = try await Proposals.world
            let artifacts = Fixtures.root.appending(path: "contracts/artifacts")
            let layouts = ["DstackApp", "DstackAppV2"].map {
                artifacts.appending(path: "\($0).json").path
            }
            let code = try await world.deploy("DstackAppV2")
            // What nobody has offered yet is a danger that is accepted: the same operation offers it.
            let proposals: [[String]] = [
                ["batch", "kms transfer-ownership timelock", "kms accept-ownership"]
                    + ["--accept", "not-owner"],
                ["batch", "app transfer-ownership timelock", "app accept-ownership"]
                    + ["--accept", "not-owner"],
                ["app", "upgrade", code, "--layouts"] + layouts,
            ]
            for (index, words) in proposals.enumerated() {
                let file = "more-\(index).json"
                try await world.succeed(
                    ["propose"] + words + ["--purpose", "a test", "--out", file])
                let simulated = try await world.succeed(["simulate", file])
                let steps = simulated["steps"]?.array ?? []
                #expect(steps.count == 2, "\(words)")
                #expect(steps.allSatisfy { $0["succeeds"]?.bool == true }, "\(words)")
            }
        }
    }
}
