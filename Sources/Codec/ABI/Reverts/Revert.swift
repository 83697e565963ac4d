public import Primitives

extension ABI {
    /// What the data of a revert says.
    public enum Revert: Hashable, Sendable {
        /// No data: no reason, a call that no function takes, or out of gas.
        case empty
        /// `Error(string)`: a reason in words.
        case reason(String)
        /// `Panic(uint256)`: a check of the compiler's.
        case panic(PanicCode)
        /// An error that the contract declares.
        case custom(ErrorDeclaration, [Value])
        /// Data that no known error explains, and why not.
        case unreadable(Bytes, ABIError)
    }
}

extension ABI.Revert {
    /// The selector of `Error(string)`.
    public static let reasonSelector: FunctionSelector = 0x08c379a0
    /// The selector of `Panic(uint256)`.
    public static let panicSelector: FunctionSelector = 0x4e487b71

    /// What `data` says to someone who knows these errors; always an answer.
    ///
    /// - Parameters:
    ///   - data: The data of the revert.
    ///   - rules: What encodings of the parameters are taken.
    ///   - errors: The errors that are known besides `Error(string)` and `Panic(uint256)`, by their
    ///     selectors.
    public init(
        _ data: Bytes, rules: ABI.DecodingRules = .strict,
        errors: (FunctionSelector) -> ABI.ErrorDeclaration? = { _ in nil }
    ) {
        do { self = try ABI.Revert.read(data, rules: rules, errors: errors) } catch {
            self = .unreadable(data, error)
        }
    }

    private static func read(
        _ data: Bytes, rules: ABI.DecodingRules,
        errors: (FunctionSelector) -> ABI.ErrorDeclaration?
    ) throws(ABIError) -> ABI.Revert {
        guard !data.isEmpty else { return .empty }
        guard let selector = FunctionSelector(startOf: data) else {
            throw ABIError(.selector, at: 0)
        }
        switch selector {
        case reasonSelector:
            return .reason(
                try ABI.decode(
                    ReasonParameters.self, from: data, behind: selector, rules: rules
                ).reason)
        case panicSelector:
            return .panic(
                ABI.PanicCode(
                    try ABI.decode(
                        PanicParameters.self, from: data, behind: selector, rules: rules
                    ).code))
        default:
            guard let error = errors(selector) else { throw ABIError(.selector, at: 0) }
            return .custom(error, try error.decode(data, rules: rules))
        }
    }
}

extension ABI.Revert: CustomStringConvertible {
    /// One sentence for people; texts of the contract are escaped.
    public var description: String {
        switch self {
        case .empty: "reverted without a reason"
        case .reason(let text): "reverted: \(EscapedText(text))"
        case .panic(let code): "reverted: \(code)"
        case .custom(let error, let values):
            "reverted: \(error.name)"
                + "("
                + zip(error.inputs, values).map { input, value in
                    input.name.isEmpty
                        ? value.description : "\(EscapedText(input.name)): \(value)"
                }.joined(separator: ", ") + ")"
        case .unreadable(let data, _): "reverted with data that no known error explains: \(data)"
        }
    }
}

/// The parameters of `Error(string)`.
private struct ReasonParameters: ABITuple {
    static var abiShape: ABIShape { .dynamic(words: 1) }
    let reason: String

    func writeMembers(to writer: inout ABIWriter) { writer.write(reason) }

    init(membersFrom reader: inout ABIReader) throws(ABIError) { reason = try reader.read() }
}

/// The parameters of `Panic(uint256)`.
private struct PanicParameters: ABITuple {
    static var abiShape: ABIShape { .fixed(words: 1) }
    let code: UInt256

    func writeMembers(to writer: inout ABIWriter) { writer.write(code) }

    init(membersFrom reader: inout ABIReader) throws(ABIError) { code = try reader.read() }
}
