import Codec
public import Primitives

/// A transaction as a Safe's owners sign it.
public struct SafeTransaction: Hashable, Sendable {
    /// `SafeTx(…uint256 baseGas…)`, from 1.0.0 on.
    public static let typeHash = Hash32(
        literal: 0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8)
    /// `SafeTx(…uint256 dataGas…)`, before.
    public static let typeHashWithDataGas = Hash32(
        literal: 0x14d461bc7412367e924637b363c7bf29b8f47e2f84869f4426e5633d8af47b20)

    /// Whom to call.
    public var to: Address
    /// The wei to send.
    public var value: Wei
    /// The calldata.
    public var data: Bytes
    /// How to call.
    public var operation: SafeOperation
    /// Gas for the inner call; with 0 (and no refund) a failure reverts everything.
    public var safeTxGas: UInt256
    /// Gas that is refunded besides; `dataGas` before 1.0.0.
    public var baseGas: UInt256
    /// The price of the refund; 0 for none.
    public var gasPrice: UInt256
    /// The token of the refund; zero for ether.
    public var gasToken: Address
    /// Who gets the refund; zero for whoever executes.
    public var refundReceiver: Address
    /// The Safe's nonce.
    public var nonce: UInt256

    /// A transaction; without a refund unless one is given.
    public init(
        to: Address, value: Wei = .zero, data: Bytes, operation: SafeOperation = .call,
        safeTxGas: UInt256 = .zero, baseGas: UInt256 = .zero, gasPrice: UInt256 = .zero,
        gasToken: Address = .zero, refundReceiver: Address = .zero, nonce: UInt256
    ) {
        self.to = to
        self.value = value
        self.data = data
        self.operation = operation
        self.safeTxGas = safeTxGas
        self.baseGas = baseGas
        self.gasPrice = gasPrice
        self.gasToken = gasToken
        self.refundReceiver = refundReceiver
        self.nonce = nonce
    }

    /// The hash of the fields: eleven words behind each other, hashed.
    public func messageHash(version: SafeVersion) -> Hash32 {
        EIP712.hash([
            version.callsItBaseGas
                ? SafeTransaction.typeHash : SafeTransaction.typeHashWithDataGas,
            to.word, Hash32(value.number), Keccak256.hash(data), operation.abiWord,
            Hash32(safeTxGas), Hash32(baseGas), Hash32(gasPrice), gasToken.word,
            refundReceiver.word, Hash32(nonce),
        ])
    }

    /// The hashes that owners see and sign.
    public func hashes(in domain: SafeDomain) -> SafeHashes {
        SafeHashes(domain: domain, messageHash: messageHash(version: domain.version))
    }

    /// The hashes that owners see and sign.
    public func hashes(chainID: ChainID, safe: Address, version: SafeVersion) -> SafeHashes {
        hashes(in: SafeDomain(chainID: chainID, safe: safe, version: version))
    }

    /// The call that executes it with these signatures.
    public func execution(signatures: Bytes) -> Safe.ExecTransaction {
        Safe.ExecTransaction(
            to: to, value: value, data: data, operation: operation, safeTxGas: safeTxGas,
            baseGas: baseGas, gasPrice: gasPrice, gasToken: gasToken,
            refundReceiver: refundReceiver, signatures: signatures)
    }

    /// The transaction that a call executes at a nonce, which calldata does not have.
    public init(_ call: Safe.ExecTransaction, nonce: UInt256) {
        self.init(
            to: call.to, value: call.value, data: call.data, operation: call.operation,
            safeTxGas: call.safeTxGas, baseGas: call.baseGas, gasPrice: call.gasPrice,
            gasToken: call.gasToken, refundReceiver: call.refundReceiver, nonce: nonce)
    }
}

/// A message that a Safe signs.
public struct SafeMessage: Hashable, Sendable {
    /// `SafeMessage(bytes message)`.
    public static let typeHash = Hash32(
        literal: 0x60b3cbf8b4a223d68d641b3b6ddf9a298e7f33710cf3d3a9d1146b5a6150fbca)

    /// The message: 32 bytes for texts (EIP-191) and typed data (EIP-712), which are hashed first.
    public var message: Bytes

    /// A message.
    public init(_ message: Bytes) { self.message = message }

    /// The hashes that owners see and sign.
    public func hashes(in domain: SafeDomain) -> SafeHashes {
        SafeHashes(
            domain: domain,
            messageHash: EIP712.hash([SafeMessage.typeHash, Keccak256.hash(message)]))
    }
}
