import ArgumentParser
import Contracts

/// The owner's actions of DstackKms.
struct ProposeKms: AsyncParsableCommand {
    static var actions: [any (NamedProposal & AsyncParsableCommand).Type] {
        [
            ProposeCall<KmsTarget, DstackKms.AddOsImageHash>.self,
            ProposeCall<KmsTarget, DstackKms.RemoveOsImageHash>.self,
            ProposeCall<KmsTarget, DstackKms.AddKmsAggregatedMr>.self,
            ProposeCall<KmsTarget, DstackKms.RemoveKmsAggregatedMr>.self,
            ProposeCall<KmsTarget, DstackKms.AddKmsDevice>.self,
            ProposeCall<KmsTarget, DstackKms.RemoveKmsDevice>.self,
            ProposeCall<KmsTarget, DstackKms.SetKmsInfo>.self,
            ProposeCall<KmsTarget, DstackKms.SetKmsQuote>.self,
            ProposeCall<KmsTarget, DstackKms.SetKmsEventlog>.self,
            ProposeCall<KmsTarget, DstackKms.SetGatewayAppId>.self,
            ProposeCall<KmsTarget, DstackKms.SetAppImplementation>.self,
            ProposeCall<KmsTarget, DstackKms.RegisterApp>.self,
            ProposeCall<KmsTarget, DstackKms.DeployAndRegisterApp>.self,
            ProposeCall<KmsTarget, DstackKms.DeployAndRegisterAppWithoutTCB>.self,
            ProposeCall<KmsTarget, Ownable.TransferOwnership>.self,
            ProposeCall<KmsTarget, Ownable.AcceptOwnership>.self,
            ProposeCall<KmsTarget, Ownable.RenounceOwnership>.self,
        ]
    }

    static let configuration = CommandConfiguration(
        commandName: "kms", abstract: "Actions of the owner of DstackKms.",
        subcommands: actions.map { $0 } + [ProposeUpgrade<KmsTarget>.self])
}

/// The owner's actions of DstackApp.
struct ProposeApp: AsyncParsableCommand {
    static var actions: [any (NamedProposal & AsyncParsableCommand).Type] {
        [
            ProposeCall<AppTarget, DstackApp.AddComposeHash>.self,
            ProposeCall<AppTarget, DstackApp.RemoveComposeHash>.self,
            ProposeCall<AppTarget, DstackApp.AddDevice>.self,
            ProposeCall<AppTarget, DstackApp.RemoveDevice>.self,
            ProposeCall<AppTarget, DstackApp.SetAllowAnyDevice>.self,
            ProposeCall<AppTarget, DstackApp.SetRequireTcbUpToDate>.self,
            ProposeCall<AppTarget, DstackApp.DisableUpgrades>.self,
            ProposeCall<AppTarget, Ownable.TransferOwnership>.self,
            ProposeCall<AppTarget, Ownable.AcceptOwnership>.self,
            ProposeCall<AppTarget, Ownable.RenounceOwnership>.self,
        ]
    }

    static let configuration = CommandConfiguration(
        commandName: "app", abstract: "Actions of the owner of a DstackApp.",
        subcommands: actions.map { $0 } + [ProposeUpgrade<AppTarget>.self])
}

/// Roles and delay of the timelock.
struct ProposeTimelock: AsyncParsableCommand {
    static var actions: [any (NamedProposal & AsyncParsableCommand).Type] {
        [
            ProposeCall<TimelockTarget, AccessControl.GrantRole>.self,
            ProposeCall<TimelockTarget, AccessControl.RevokeRole>.self,
            ProposeCall<TimelockTarget, TimelockController.UpdateDelay>.self,
        ]
    }

    static let configuration = CommandConfiguration(
        commandName: "timelock", abstract: "Roles and delay of the timelock, through itself.",
        subcommands: actions.map { $0 })
}

/// The Safe's own settings: at once, without the timelock.
struct ProposeSafe: AsyncParsableCommand {
    static var actions: [any (NamedProposal & AsyncParsableCommand).Type] {
        [
            ProposeCall<SafeTarget, Safe.EnableModule>.self,
            ProposeCall<SafeTarget, Safe.DisableModule>.self,
            ProposeCall<SafeTarget, Safe.SetGuard>.self,
            ProposeCall<SafeTarget, Safe.SetFallbackHandler>.self,
        ]
    }

    static let configuration = CommandConfiguration(
        commandName: "safe", abstract: "The Safe's own settings: at once, without the timelock.",
        subcommands: [ProposeOwners.self] + actions.map { $0 })
}

/// Every named action that a batch may hold.
enum NamedProposals {
    static var all: [any NamedProposal.Type] {
        ProposeKms.actions + ProposeApp.actions + ProposeTimelock.actions + ProposeSafe.actions
    }
}
