import Codec
import Contracts
public import Primitives

/// What one call changes, as a sentence.
public struct Effect: Hashable, Sendable {
    /// Who makes the call; nil when that is not known.
    public let caller: Address?
    /// The contract that is called.
    public let target: Address
    /// The call in words: function and arguments.
    public let call: String
    /// Wei sent along.
    public let value: Wei
    /// What it changes; the call again where no sentence is known.
    public let sentence: String

    /// The effect of one call of an operation, whoever makes it.
    public init(_ call: TimelockOperation.Call) {
        self.init(
            CallTree.reading(
                caller: nil, target: call.target, value: call.value, data: call.data))
    }

    /// The effect of a call that makes no further call.
    init(_ node: CallNode) {
        caller = node.caller
        target = node.target
        call = node.meaning.description
        value = node.value
        var sentence =
            node.meaning.decoded.flatMap(Effect.sentence) ?? Effect.undecoded(node)
        if node.operation == .delegateCall { sentence += ", by foreign code run as the caller" }
        if !node.value.isZero, !node.data.isEmpty {
            sentence += ", and send \(node.value.text(in: .ether))"
        }
        self.sentence = sentence
    }

    private static func undecoded(_ node: CallNode) -> String {
        guard node.data.isEmpty else { return node.meaning.description }
        return node.value.isZero
            ? "do nothing: an empty call" : "send \(node.value.text(in: .ether))"
    }

    /// The sentences for the functions that change what somebody may do.
    private static func sentence(for call: DecodedCall) -> String? {
        let texts = call.arguments.map { value in
            EscapedText(value.description, limit: 400).description
        }
        guard let first = texts.first else { return withoutArguments[call.function.name] }
        if let role = call.arguments.first?.hash, call.arguments.count == 2,
            call.function.name.hasSuffix("Role")
        {
            let name = TimelockController.roleName(role) ?? role.hex
            switch call.function.name {
            case "grantRole": return "give \(holder(texts[1])) the role \(name)"
            case "revokeRole": return "take the role \(name) from \(holder(texts[1]))"
            default: return "give up the role \(name)"
            }
        }
        if let words = withOneArgument[call.function.name] {
            return words.replacing("%", with: first)
        }
        return several(call.function.name, texts)
    }

    private static func several(_ function: String, _ texts: [String]) -> String? {
        switch (function, texts.count) {
        case ("upgradeToAndCall", 2): "replace the code by the one at \(texts[0])"
        case ("addOwnerWithThreshold", 2):
            "make \(texts[0]) an owner of the Safe; \(texts[1]) signatures are needed then"
        case ("removeOwner", 3):
            "remove the owner \(texts[1]) of the Safe; \(texts[2]) signatures are needed then"
        case ("swapOwner", 3): "replace the owner \(texts[1]) of the Safe by \(texts[2])"
        case ("disableModule", 2): "take from the module \(texts[1]) its power over the Safe"
        case ("deployAndRegisterApp", _): "deploy an app for the owner \(texts[0]), and register it"
        default: nil
        }
    }

    private static func holder(_ account: String) -> String {
        account == Address.zero.checksummed ? "everybody" : account
    }

    private static let withoutArguments = [
        "disableUpgrades": "make the app's code final, for ever",
        "acceptOwnership": "accept the ownership that was offered",
        "renounceOwnership": "give the ownership up, for ever",
        "migrateSingleton": "change the Safe's code",
    ]

    private static let withOneArgument = [
        "addOsImageHash": "allow the OS image %",
        "removeOsImageHash": "revoke the OS image %",
        "addKmsAggregatedMr": "allow the KMS measurement %",
        "removeKmsAggregatedMr": "revoke the KMS measurement %",
        "addKmsDevice": "allow the KMS on the device %",
        "removeKmsDevice": "revoke the KMS's device %",
        "addComposeHash": "allow the app's compose hash %",
        "removeComposeHash": "revoke the app's compose hash %",
        "addDevice": "allow the app on the device %",
        "removeDevice": "revoke the app's device %",
        "setAllowAnyDevice": "let the app run on any device: %",
        "setRequireTcbUpToDate": "demand TCB status UpToDate: %",
        "setGatewayAppId": "make % the gateway",
        "setAppImplementation": "give apps that are deployed from now on the code at %",
        "setKmsInfo": "publish other keys of the KMS",
        "setKmsQuote": "publish another quote of the KMS, without an event",
        "setKmsEventlog": "publish another event log of the KMS, without an event",
        "registerApp": "register the contract % as an app, for ever",
        "transferOwnership": "offer the ownership to %",
        "updateDelay": "let later operations wait % seconds",
        "cancel": "take the operation % out of the timelock's queue",
        "changeThreshold": "demand % signatures of the Safe's owners",
        "enableModule": "let the module % act as the Safe without any signature",
        "setGuard": "let the guard % decide over each transaction of the Safe",
        "setModuleGuard": "let the guard % decide over each act of the Safe's modules",
        "setFallbackHandler": "let the contract % answer for the Safe",
        "approveHash": "approve the transaction % of another Safe, for ever",
        "signMessage": "sign the message % as the Safe",
        "multiSend": "make the calls of a batch that is not well-formed",
    ]
}
