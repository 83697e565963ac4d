/// Something that people should know about evidence that verifies.
public struct EvidenceFinding: Hashable, Sendable {
    /// How much it matters.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// No key may be released on it.
        case refusal
        /// A reader may draw a wrong conclusion.
        case warning
        /// Worth knowing.
        case notice
    }

    /// What was found; the names are for programs and do not change.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Another root than the vendor's vouches for the evidence.
        case otherRoot = "root.other"
        /// The host can read the guest's memory.
        case debug = "debug"
        /// Evidence that was judged at a time of the past.
        case replay = "replay"
        /// A Nitro document lacks one of the registers that make the image's hash, or has it zero.
        case registerMissing = "nitro.register"
        /// A service guest may move the guest to another machine.
        case serviceGuest = "tdx.service"
        /// The guest's attributes allow that it is moved to another machine.
        case migratable = "tdx.migratable"
        /// Intel has revoked the platform's patches.
        case revokedPlatform = "tdx.revoked"
        /// Intel says that the platform's TCB is not up to date.
        case tcb = "tdx.tcb"
        /// The host's configuration of a TDX guest names another app than its log.
        case hostConfiguration = "tdx.configuration"
        /// The log of the firmware or the kernel does not give the signed register.
        case platformLog = "tdx.log"
        /// Evidence that does not say when it was made.
        case timeUnknown = "time.unknown"
        /// The image or compose hash that a Nitro guest claims is not its measured one.
        case claimDiffers = "nitro.claim"
        /// A member of the identity is only claimed.
        case claimed = "claimed"
        /// A module id that is not in the certificate's name.
        case moduleName = "nitro.module"
        /// A member of the signed document that its specification does not have.
        case unknownMember = "unknown.member"
    }

    /// How much it matters.
    public let level: Level
    /// What was found.
    public let code: Code
    /// One sentence for people, in ASCII.
    public let text: String

    /// A finding.
    init(_ level: Level, _ code: Code, _ text: String) {
        self.level = level
        self.code = code
        self.text = text
    }
}
