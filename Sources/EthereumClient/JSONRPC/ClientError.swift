import Primitives

/// Why a method has no result, from which provider.
public struct ClientError: Error, Equatable, Sendable {
    /// What happened.
    public enum Cause: Equatable, Sendable {
        /// No answer came, or none that may be read.
        case transport(TransportError)
        /// The answer is malformed or about something else.
        case answer(AnswerFault)
        /// The node answered that it does not do it.
        case node(NodeError)
        /// No provider of several answered: why not, one by one.
        case exhausted([ClientError])
    }

    /// The label of the provider's operator; never its URL.
    public let provider: String
    /// The JSON-RPC method.
    public let method: String
    /// What happened.
    public let cause: Cause

    /// An error with its evidence.
    public init(provider: String, method: String, cause: Cause) {
        self.provider = provider
        self.method = method
        self.cause = cause
    }

    /// The stable code, for example `rpc.deadline`.
    public var code: String {
        switch cause {
        case .transport(let error): error.code
        case .answer(let fault): fault.code
        case .node(let error): error.code
        case .exhausted(let errors): errors.last?.code ?? "rpc.connect"
        }
    }

    /// The node's error, if the node answered with one.
    public var nodeError: NodeError? {
        if case .node(let error) = cause { error } else { nil }
    }
}

extension ClientError: CustomStringConvertible {
    /// One sentence for people, with the method and the provider's label.
    public var description: String {
        let what =
            switch cause {
            case .transport(let error): error.description
            case .answer(let fault): fault.description
            case .node(let error): error.description
            case .exhausted(let errors):
                "no provider answers: " + errors.map(\.description).joined(separator: "; ")
            }
        return "\(EscapedText(provider, limit: 80)): \(EscapedText(method, limit: 60)): \(what)"
    }
}
