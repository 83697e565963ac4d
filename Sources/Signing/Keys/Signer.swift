public import Codec
public import Cryptography
public import Primitives

/// What is to be signed: the digest, and the document from which a wallet derives and shows it.
public struct SigningRequest: Hashable, Sendable {
    /// The EIP-712 digest.
    public let digest: Hash32
    /// The typed data behind the digest, as `eth_signTypedData_v4` takes it.
    public let typedData: JSONValue

    /// A request.
    public init(digest: Hash32, typedData: JSONValue) {
        self.digest = digest
        self.typedData = typedData
    }
}

/// Somebody who signs: a key of this process, or a device, a wallet or a service elsewhere.
///
/// Whoever asks a signer elsewhere checks by ``SigningRequest/digest`` what came back: the answer is
/// data from outside.
public protocol Signer: ~Copyable, Sendable {
    /// The account that signs.
    var address: Address { get }

    /// The signature of the request.
    ///
    /// - Throws: ``SignerError``.
    borrowing func sign(_ request: SigningRequest) async throws(SignerError) -> Signature
}

/// Why a signer did not sign.
public enum SignerError: Error, Equatable, Sendable {
    /// The key of this process cannot.
    case key(PrivateKeyError)
    /// What came back is the signature of another account, or of something else.
    case foreign(expected: Address, found: Address?)
    /// The wallet or service elsewhere refused, or could not be reached.
    case elsewhere(String)
}

extension SignerError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .key(let error): "the key cannot sign: \(error)"
        case .foreign(let expected, let found):
            "the signature is "
                + (found.map { "of \($0), or of something else" } ?? "nobody's")
                + "; \(expected) was to sign"
        case .elsewhere(let text): EscapedText(text, limit: 400).description
        }
    }
}

extension PrivateKey: Signer {
    /// Signs the digest: RFC 6979, s in the lower half.
    public borrowing func sign(
        _ request: SigningRequest
    ) async throws(SignerError) -> Signature {
        do throws(PrivateKeyError) { return try sign(request.digest) } catch { throw .key(error) }
    }
}

/// A wallet that is asked by other means, for example by a file that goes to a machine without a
/// network and comes back: its answer counts only when it is the account's signature of the digest.
public struct ExternalSigner: Signer {
    /// The account of the wallet.
    public let address: Address
    private let ask: @Sendable (SigningRequest) async throws(SignerError) -> Signature

    /// A wallet elsewhere.
    ///
    /// - Parameters:
    ///   - address: Whose signature is expected.
    ///   - ask: Takes the request there and brings the answer back.
    public init(
        address: Address,
        ask: @escaping @Sendable (SigningRequest) async throws(SignerError) -> Signature
    ) {
        self.address = address
        self.ask = ask
    }

    /// Asks the wallet, and checks its answer.
    public func sign(_ request: SigningRequest) async throws(SignerError) -> Signature {
        let signature = try await ask(request)
        let found = try? Secp256k1.recoverAddress(
            digest: request.digest, signature: signature, strictness: .anyS)
        guard found == address else { throw .foreign(expected: address, found: found) }
        return signature
    }
}
