import ArgumentParser

/// The auditor's side.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who allowed what, when, and through whom.",
        subcommands: [
            AuditSync.self, AuditTimeline.self, AuditPolicy.self, AuditAuthority.self,
            AuditVerify.self, AuditReport.self, AuditBundleCommand.self, AuditCheckBundle.self,
            AuditDecisions.self, AuditReplayDecision.self,
            AuditWatch.self,
        ])
}
