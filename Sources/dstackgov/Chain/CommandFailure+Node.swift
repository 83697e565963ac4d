import EthereumClient
import Primitives

extension CommandFailure {
    /// A node's failure: what it was, and what to do about it.
    ///
    /// An account that cannot pay is no fault of the node: exit code 1. All others end with 3.
    ///
    /// - Parameters:
    ///   - error: Why the node gave no answer.
    ///   - subject: What was asked for, where the method does not say it.
    ///   - remedy: What to do, where it is not to be taken from the error.
    init(node error: ClientError, of subject: String? = nil, remedy: String? = nil) {
        var what = (subject.map { $0 + ": " } ?? "") + error.description
        if case .transport(let fault) = error.cause, let body = fault.body {
            what += "; it says \(EscapedText(String(decoding: body, as: UTF8.self), limit: 300))"
        }
        let code: Code = error.nodeError?.fault == .insufficientFunds ? .refused : .chain
        self.init(code, what, remedy: remedy ?? CommandFailure.remedy(of: error))
    }

    /// No fees are known.
    init(fees error: FeeError, of subject: String? = nil) {
        if case .client(let error) = error {
            self.init(node: error, of: subject)
        } else {
            self.init(.chain, (subject.map { $0 + ": " } ?? "") + error.description)
        }
    }

    /// Events could not be read to the end.
    init(scan error: LogScanError, of subject: String) {
        if case .client(let error) = error {
            self.init(node: error, of: subject)
        } else {
            self.init(
                .chain, "\(subject): \(error)",
                remedy: "Repeat the command, or name another node by --rpc-url.")
        }
    }

    private static func remedy(of error: ClientError) -> String? {
        switch error.cause {
        case .transport(let fault): remedy(of: fault)
        case .node(let fault): remedy(of: fault)
        case .answer:
            "No node that keeps to the specification answers so: name another one by --rpc-url."
        case .exhausted(let errors): errors.last.flatMap(remedy)
        }
    }

    private static func remedy(of fault: TransportError) -> String? {
        switch fault.kind {
        case .connect: "Does the node run, and is its address right (--rpc-url, ETH_RPC_URL)?"
        case .tls: "Is the address right? The certificate is not one that this machine trusts."
        case .deadline, .closed: "Repeat the command, or name another node by --rpc-url."
        case .size, .redirect, .content, .framing, .status(404), .status(405):
            "Is this the address of a JSON-RPC endpoint (--rpc-url, ETH_RPC_URL)?"
        case .status(401), .status(403):
            "Set ETH_RPC_URL to the address with the key that the provider gave."
        case .status: later(fault.retryAfter)
        case .address, .cancelled: nil
        }
    }

    private static func remedy(of fault: NodeError) -> String? {
        switch fault.fault {
        case .rateLimited, .unavailable: later(fault.retryAfter)
        case .methodNotFound, .cannot, .notFound, .rangeTooLarge:
            "Name a node by --rpc-url that serves this: the method, and the past as far as needed."
        case .insufficientFunds: "Send ether to the account that pays, or let another one pay."
        case .reverted, .executionFailed:
            "Is the right contract at this address, on this chain?"
        case .nonceTooLow, .nonceTooHigh, .alreadyKnown, .replacementUnderpriced, .underpriced:
            "Repeat the command: it looks at the chain first and does nothing twice."
        case .gasLimit, .invalidParameters, .other: nil
        }
    }

    private static func later(_ pause: Duration?) -> String {
        let when = pause.map { "in \($0.components.seconds) s" } ?? "later"
        return "Try again \(when), or name another node by --rpc-url."
    }
}
