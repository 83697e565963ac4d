/// The texts that a Safe reverts with, in words. One code stands for several causes: `GS026` for a
/// wrong owner, a wrong order, a duplicate and another hash, an old nonce for example.
public enum SafeErrorCode: String, CaseIterable, Hashable, Sendable {
    /// The delegatecall of the set-up failed.
    case setupFailed = "GS000"
    /// The Safe was not set up: its threshold is 0.
    case notSetUp = "GS001"
    /// The set-up delegates to an address without code.
    case setupTargetWithoutCode = "GS002"
    /// Not enough gas for the inner call.
    case notEnoughGas = "GS010"
    /// The refund in ether failed.
    case refundInEtherFailed = "GS011"
    /// The refund in tokens failed.
    case refundInTokenFailed = "GS012"
    /// The inner call failed (its reason is not passed on up to 1.4.1).
    case innerCallFailed = "GS013"
    /// Fewer signatures than the threshold.
    case signaturesTooShort = "GS020"
    /// A contract signature points into the other signatures.
    case contractSignatureInStaticPart = "GS021"
    /// A contract signature points beyond the signatures.
    case contractSignatureWithoutLength = "GS022"
    /// A contract signature is cut.
    case contractSignatureIncomplete = "GS023"
    /// A contract that is an owner did not confirm its signature.
    case contractSignatureRefused = "GS024"
    /// An owner has not approved the hash.
    case hashNotApproved = "GS025"
    /// A signature is of no owner, out of order, there twice, or of another hash (nonce!).
    case invalidOwner = "GS026"
    /// The data does not hash to the data hash.
    case dataDoesNotHash = "GS027"
    /// Only owners may approve hashes.
    case onlyOwners = "GS030"
    /// Only the Safe itself may call this.
    case onlyItself = "GS031"
    /// The modules were set up already.
    case modulesSetUp = "GS100"
    /// No address that can be a module.
    case invalidModule = "GS101"
    /// The module is enabled already.
    case moduleEnabled = "GS102"
    /// The module does not follow the one named before it.
    case wrongPreviousModule = "GS103"
    /// Only enabled modules may call this.
    case onlyModules = "GS104"
    /// The page does not begin at a module.
    case invalidPageStart = "GS105"
    /// A page of no modules.
    case emptyPage = "GS106"
    /// The owners were set up already.
    case ownersSetUp = "GS200"
    /// The threshold is above the number of owners.
    case thresholdAboveOwners = "GS201"
    /// The threshold is 0.
    case thresholdZero = "GS202"
    /// No address that can be an owner.
    case invalidOwnerAddress = "GS203"
    /// The address is an owner already.
    case ownerExists = "GS204"
    /// The owner does not follow the one named before it.
    case wrongPreviousOwner = "GS205"
    /// The guard does not say that it is one.
    case notAGuard = "GS300"
    /// The module guard does not say that it is one.
    case notAModuleGuard = "GS301"
    /// The Safe cannot be its own fallback handler.
    case handlerIsItself = "GS400"

    /// What happened.
    public var meaning: String {
        switch self {
        case .setupFailed: "the delegatecall of the set-up failed"
        case .notSetUp: "the Safe was not set up: its threshold is 0"
        case .setupTargetWithoutCode: "the set-up delegates to an address without code"
        case .notEnoughGas: "not enough gas for the inner call"
        case .refundInEtherFailed: "the refund in ether failed"
        case .refundInTokenFailed: "the refund in tokens failed"
        case .innerCallFailed: "the inner call failed (its reason is not passed on up to 1.4.1)"
        case .signaturesTooShort: "fewer signatures than the threshold"
        case .contractSignatureInStaticPart: "a contract signature points into the other signatures"
        case .contractSignatureWithoutLength: "a contract signature points beyond the signatures"
        case .contractSignatureIncomplete: "a contract signature is cut"
        case .contractSignatureRefused: "a contract that is an owner did not confirm its signature"
        case .hashNotApproved: "an owner has not approved the hash"
        case .invalidOwner:
            "a signature is of no owner, out of order, there twice, or of another hash (nonce!)"
        case .dataDoesNotHash: "the data does not hash to the data hash"
        case .onlyOwners: "only owners may approve hashes"
        case .onlyItself: "only the Safe itself may call this"
        case .modulesSetUp: "the modules were set up already"
        case .invalidModule: "no address that can be a module"
        case .moduleEnabled: "the module is enabled already"
        case .wrongPreviousModule: "the module does not follow the one named before it"
        case .onlyModules: "only enabled modules may call this"
        case .invalidPageStart: "the page does not begin at a module"
        case .emptyPage: "a page of no modules"
        case .ownersSetUp: "the owners were set up already"
        case .thresholdAboveOwners: "the threshold is above the number of owners"
        case .thresholdZero: "the threshold is 0"
        case .invalidOwnerAddress: "no address that can be an owner"
        case .ownerExists: "the address is an owner already"
        case .wrongPreviousOwner: "the owner does not follow the one named before it"
        case .notAGuard: "the guard does not say that it is one"
        case .notAModuleGuard: "the module guard does not say that it is one"
        case .handlerIsItself: "the Safe cannot be its own fallback handler"
        }
    }
}
