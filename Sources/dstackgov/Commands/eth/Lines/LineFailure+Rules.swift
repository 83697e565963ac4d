import Chain
import Codec
import Contracts
import Cryptography
import EthereumClient
import Primitives
import Signing

extension LineFailure {
    /// The failure that an error of the library stands for: each names its rule itself.
    init(_ error: any Error) {
        let rule =
            switch error {
            case let error as LineFailure: error.rule
            case is CommandFailure: "input"
            case let error as HexError: error.rule.rawValue
            case let error as NumberTextError: error.rule.rawValue
            case let error as JSONError: error.rule.rawValue
            case let error as RLPError: error.rule.rawValue
            case let error as ABIError: error.rule.rawValue
            case let error as TypedDataError: error.rule.rawValue
            case let error as SignatureError: error.rule.rawValue
            case let error as TransactionError: LineFailure.rule(of: error)
            case let error as ProofError: error.rule.rawValue
            case let error as MultiSendError: error.rule.rawValue
            case let error as PublicKeyError: LineFailure.rule(of: error)
            case let error as AnswerFault: LineFailure.rule(of: error)
            case let error as KeystoreError: LineFailure.rule(of: error)
            default: "failed"
            }
        let message = (error as? LineFailure)?.message ?? (error as? CommandFailure)?.what
        let code: CommandFailure.Code =
            switch error {
            case let error as LineFailure: error.code
            case let error as CommandFailure: error.code
            case is ProofError, AnswerFault.proof, AnswerFault.mismatch, AnswerFault.headerHash:
                .notVerified
            default: .input
            }
        self.init(rule, message ?? "\(error)", code: code)
    }

    private static func rule(of error: TransactionError) -> String {
        error.encoding?.rule.rawValue ?? error.rule.rawValue
    }

    private static func rule(of error: AnswerFault) -> String {
        switch error {
        case .json(let error): error.rule.rawValue
        case .proof(let error): error.rule.rawValue
        default: error.code
        }
    }

    private static func rule(of error: PublicKeyError) -> String {
        switch error {
        case .length: "length"
        case .form: "prefix"
        case .coordinateTooLarge: "coordinateTooLarge"
        case .notOnCurve: "notOnCurve"
        }
    }

    private static func rule(of error: KeystoreError) -> String {
        switch error {
        case .json(let error): error.rule.rawValue
        case .missing: "missing"
        case .twice: "duplicate"
        case .type: "type"
        case .hex(_, let error): error.rule.rawValue
        case .version: "version"
        case .cipher: "cipher"
        case .derivation: "kdf"
        case .pseudorandomFunction: "prf"
        case .derivedKeyLength: "dklen"
        case .cost: "cost"
        case .emptySalt: "emptySalt"
        case .secretLength: "secretLength"
        case .mac: "mac"
        case .key(let error): error.rule.rawValue
        case .address: "address"
        case .failed: "failed"
        }
    }
}
