public import Primitives

/// What one contract's policy is, or is to be. What is nil is not governed by the document.
public struct ContractPolicy: Hashable, Sendable {
    /// Which contract it is.
    public enum Kind: String, Hashable, Sendable {
        /// DstackKms.
        case kms
        /// A DstackApp.
        case app
    }

    /// Which contract it is.
    public let kind: Kind
    /// Where it stands.
    public let address: Address
    /// The hashes that are allowed, by set.
    public var sets: [PolicySet: Set<Hash32>] = [:]
    /// Whether every device may boot the app.
    public var allowAnyDevice: Bool?
    /// Whether the app demands a TCB that is up to date.
    public var requireTcbUpToDate: Bool?
    /// Whether the app's code is final.
    public var upgradesDisabled: Bool?
    /// The gateway of the KMS.
    public var gatewayAppID: String?
    /// The code of apps that are deployed from now on.
    public var appImplementation: Address?
    /// Who owns the contract.
    public var owner: Address?

    /// A policy that governs nothing yet.
    public init(_ kind: Kind, at address: Address) {
        self.kind = kind
        self.address = address
    }
}
