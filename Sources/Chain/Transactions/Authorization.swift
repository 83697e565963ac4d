import Codec
public import Cryptography
public import Primitives

/// An account's consent that the code of a contract acts for it (EIP-7702).
public struct Authorization: Hashable, Sendable {
    /// The chain on which it holds; zero stands for every chain.
    public var chainID: ChainID
    /// The contract.
    public var address: Address
    /// The nonce that the account must have.
    public var nonce: UInt64
    /// The parity of the signature's point, 0 or 1.
    public var yParity: UInt8
    /// The signature's r.
    public var r: UInt256
    /// The signature's s.
    public var s: UInt256

    /// The byte before the list that is signed.
    public static let magic: UInt8 = 0x05

    /// An authorization of the given fields.
    public init(
        chainID: ChainID, address: Address, nonce: UInt64, yParity: UInt8, r: UInt256, s: UInt256
    ) {
        self.chainID = chainID
        self.address = address
        self.nonce = nonce
        self.yParity = yParity
        self.r = r
        self.s = s
    }

    /// What the account signs: the hash of 0x05 and the RLP list of chain, address and nonce.
    public static func signingHash(
        chainID: ChainID, address: Address, nonce: UInt64
    ) -> Hash32 {
        let payload =
            RLPSize.integer(chainID.number) + RLPSize.address + RLPSize.integer(nonce)
        let preimage = RLPWriter.bytes(count: 1 + RLPSize.list(payload: payload)) { writer in
            writer.byte(magic)
            writer.list(payload: payload)
            writer.integer(chainID.number)
            writer.address(address)
            writer.integer(nonce)
        }
        return Keccak256.hash(preimage)
    }

    /// The account that signed.
    ///
    /// - Throws: ``/Cryptography/SignatureError`` when nobody can have signed.
    public func authority() throws(SignatureError) -> Address {
        guard yParity <= 1 else { throw SignatureError(.recoveryId, found: Int(yParity)) }
        let digest = Authorization.signingHash(chainID: chainID, address: address, nonce: nonce)
        return try Secp256k1.recoverAddress(
            digest: digest,
            signature: Signature(r: Hash32(r), s: Hash32(s), yParity: yParity == 1))
    }
}

extension Authorization {
    init(_ reader: inout RLPReader) throws(RLPError) {
        let outer = try reader.enterList()
        chainID = ChainID(try reader.uint256())
        address = try reader.address()
        nonce = try reader.uint64()
        let place = reader.offset
        let parity = try reader.uint64()
        guard let yParity = UInt8(exactly: parity) else {
            throw RLPError(
                rule: .integerWidth, offset: place, expected: 1,
                found: RLPSize.integer(parity) - 1)
        }
        self.yParity = yParity
        r = try reader.uint256()
        s = try reader.uint256()
        try reader.leaveList(outer)
    }

    /// The size of the fields together.
    var payloadSize: Int {
        RLPSize.integer(chainID.number) + RLPSize.address + RLPSize.integer(nonce)
            + RLPSize.integer(UInt64(yParity)) + RLPSize.integer(r) + RLPSize.integer(s)
    }

    func write(to writer: inout RLPWriter) {
        writer.list(payload: payloadSize)
        writer.integer(chainID.number)
        writer.address(address)
        writer.integer(nonce)
        writer.integer(UInt64(yParity))
        writer.integer(r)
        writer.integer(s)
    }
}
