import Primitives

/// Why a JSON document is no typed data that anybody should sign.
public struct TypedDataError: Error, Hashable, Sendable {
    /// The rule that is broken, in the order in which they are tried. EIP-712 leaves malformed input
    /// open; these are ours: a signer must not sign what another reader may understand differently.
    public enum Rule: String, Sendable, CaseIterable {
        /// `types`, `domain` or `message` is no object, `primaryType` no string, or a member of a type
        /// is not `{name, type}`.
        case shape
        /// More types or members than a document of ours may have, or values nested too deeply.
        case size
        /// A struct's name is no identifier, or is (or looks like) an elementary type.
        case typeName
        /// A member's name is no identifier: it could forge the text that is hashed.
        case memberName
        /// A struct has a member twice.
        case duplicateMember
        /// A member's type is neither elementary nor declared.
        case unknownType
        /// `EIP712Domain` is not declared or has a member that EIP-712 does not define.
        case domainType
        /// The primary type is no declared struct.
        case primaryType
        /// A declared member is absent or null.
        case missingMember
        /// A member is not declared: it would be shown and not signed.
        case extraMember
        /// A value of another JSON kind.
        case wrongType
        /// No canonical decimal, a fraction, or a JSON number beyond 2^53 - 1.
        case integer
        /// An integer outside of its type.
        case range
        /// Bytes that are not `0x` and whole bytes.
        case hex
        /// `bytesN` of another length.
        case width
        /// Not 20 bytes, or of mixed case that is not EIP-55.
        case address
        /// A fixed array of another length.
        case arrayLength
    }

    /// The rule that is broken.
    public let rule: Rule
    /// Where: `types.Mail`, `domain.chainId`, `message.to[1].name`.
    public let path: String

    init(_ rule: Rule, at path: String) {
        self.rule = rule
        self.path = path
    }

    /// The error as seen from the value around it.
    func inside(_ step: String) -> TypedDataError { TypedDataError(rule, at: step + path) }
}

extension TypedDataError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let what =
            switch rule {
            case .shape: "typed data is not of the form {types, primaryType, domain, message}"
            case .size: "more or deeper than typed data may be"
            case .typeName: "a struct needs a name that is no elementary type's"
            case .memberName: "a member's name is no identifier"
            case .duplicateMember: "a member is declared twice"
            case .unknownType: "a type that is neither elementary nor declared"
            case .domainType: "EIP712Domain is not declared as EIP-712 defines it"
            case .primaryType: "the primary type is not declared"
            case .missingMember: "a declared member is missing"
            case .extraMember: "a member that is not declared, and so would not be signed"
            case .wrongType: "a value of another kind than its type"
            case .integer:
                "no decimal integer, or a JSON number beyond 2^53 - 1 (programs round it: use text)"
            case .range: "an integer outside of its type"
            case .hex: "bytes are not 0x and two digits each"
            case .width: "a wrong number of bytes"
            case .address: "no address, or one with a wrong checksum"
            case .arrayLength: "an array of another length than its type"
            }
        return path.isEmpty ? what : "\(EscapedText(path, limit: 256)): \(what)"
    }
}
