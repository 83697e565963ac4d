public import Codec
public import Primitives

/// What the contracts that we know make of calldata, logs and revert data, whichever of them it is.
///
/// A selector or topic names a function or event, not a contract: anybody's contract may have the same.
/// Decoding is strict; what a strict reader refuses, nobody should sign.
public enum KnownContracts {
    /// The contracts by name, each with its own declarations.
    public static let declarations: [(contract: String, declarations: [String])] = [
        ("DstackKms", DstackKms.declarations), ("DstackApp", DstackApp.declarations),
        ("IAppAuth", AppAuth.declarations), ("Safe", Safe.declarations),
        ("MultiSend", MultiSend.declarations),
        ("SafeProxyFactory", SafeProxyFactory.declarations),
        ("TimelockController", TimelockController.declarations),
        ("AccessControl", AccessControl.declarations), ("Ownable", Ownable.declarations),
        ("UUPS", UUPS.declarations), ("ERC1967", ERC1967.declarations),
        ("Initializable", Initializable.declarations), ("ERC165", ERC165.declarations),
        ("OpenZeppelin", LowLevelCall.declarations), ("Multicall3", Multicall3.declarations),
        ("dstack", DstackPolicy.declarations),
    ]

    /// Everything that the contracts declare. A declaration that is none would be left out; tests see
    /// to it that there is no such.
    public static let interface = ABI.Interface(
        declarations.flatMap { $0.declarations.compactMap { try? ABI.Declaration($0) } })

    private static let contractsBySignature: [String: [String]] = {
        var contracts: [String: [String]] = [:]
        for (contract, texts) in declarations {
            for text in texts {
                guard let declaration = try? ABI.Declaration(text) else { continue }
                let signature = declaration.signature
                guard contracts[signature]?.contains(contract) != true else { continue }
                contracts[signature, default: []].append(contract)
            }
        }
        return contracts
    }()

    /// The contracts that declare a function, event or error of this signature, its name and types:
    /// `owner()`.
    public static func contracts(declaring signature: String) -> [String] {
        contractsBySignature[signature] ?? []
    }

    /// The call that calldata makes; nil when no contract knows the function or the arguments are not
    /// in their one encoding.
    public static func decodeCall(_ calldata: Bytes) -> DecodedCall? {
        try? call(calldata)
    }

    /// The call that calldata makes.
    ///
    /// - Throws: ``/Codec/ABIError`` with rule `selector` when no contract knows the function, or
    ///   with the first rule that the arguments break.
    public static func call(
        _ calldata: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> DecodedCall {
        guard let selector = FunctionSelector(startOf: calldata),
            let function = interface.function(selector)
        else { throw ABIError(.selector, at: 0) }
        let arguments = try function.decodeCall(calldata, rules: rules)
        return DecodedCall(function: function, arguments: arguments)
    }

    /// The event that a log tells; nil when no contract knows it or the log is not in its one encoding.
    public static func decodeLog<Topics: RandomAccessCollection<Hash32>>(
        topics: Topics, data: Bytes
    ) -> DecodedLog? {
        try? log(topics: topics, data: data)
    }

    /// The event that a log tells.
    ///
    /// - Throws: ``/Codec/ABIError`` with rule `signature` when no contract knows the event,
    ///   `topicCount` when it is known with another number of indexed parameters, or the first that
    ///   the log breaks.
    public static func log<Topics: RandomAccessCollection<Hash32>>(
        topics: Topics, data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> DecodedLog {
        guard let topic = topics.first, interface.hasEvent(topic) else {
            throw ABIError(.signature, at: 0)
        }
        guard let event = interface.event(topic, topicCount: topics.count) else {
            throw ABIError(.topicCount, at: 0, found: topics.count)
        }
        let values = try event.decode(topics: topics, data: data, rules: rules)
        return DecodedLog(event: event, values: values)
    }

    /// What revert data says; always an answer.
    public static func decodeError(
        _ data: Bytes, rules: ABI.DecodingRules = .strict
    ) -> ABI.Revert {
        ABI.Revert(data, rules: rules, errors: interface.error)
    }
}
