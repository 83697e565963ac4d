import Chain
import Cryptography
import Primitives
import TestSupport

extension Transaction {
    /// The transaction whose fields a fixture writes.
    init(_ fixture: FixtureValue) throws {
        func wei(_ name: String) throws -> Wei { Wei(try fixture.uint256(name)) }
        let nonce = try fixture.uint64("nonce")
        let gas = Gas(try fixture.uint64("gas"))
        let to = fixture.has("to") ? try fixture.address("to") : nil
        let value = try wei("value")
        let input = try fixture.bytes("input")
        let chainID = fixture.has("chainId") ? ChainID(try fixture.uint256("chainId")) : nil
        let type = try fixture.uint64("type")
        guard type > 0 else {
            self = .legacy(
                LegacyTransaction(
                    chainID: chainID, nonce: nonce, gasPrice: try wei("gasPrice"), gasLimit: gas,
                    to: to, value: value, input: input))
            return
        }
        guard let chainID else { throw UnreadableFixture(member: "chainId", value: fixture) }
        let accessList = AccessList(
            try fixture.items("accessList").map(AccessList.Entry.init(fixture:)))
        if type == 1 {
            self = .accessList(
                AccessListTransaction(
                    chainID: chainID, nonce: nonce, gasPrice: try wei("gasPrice"), gasLimit: gas,
                    to: to, value: value, input: input, accessList: accessList))
            return
        }
        let (tip, cap) = (try wei("maxPriorityFeePerGas"), try wei("maxFeePerGas"))
        if type == 2 {
            self = .dynamicFee(
                DynamicFeeTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
                    gasLimit: gas, to: to, value: value, input: input, accessList: accessList))
            return
        }
        guard let to else { throw UnreadableFixture(member: "to", value: fixture) }
        if type == 3 {
            self = .blob(
                BlobTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
                    gasLimit: gas, to: to, value: value, input: input, accessList: accessList,
                    maxFeePerBlobGas: try wei("maxFeePerBlobGas"),
                    blobVersionedHashes: try fixture.items("blobVersionedHashes").map {
                        try Hash32(hex: $0.string ?? "")
                    }))
        } else {
            self = .setCode(
                SetCodeTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
                    gasLimit: gas, to: to, value: value, input: input, accessList: accessList,
                    authorizationList: try fixture.items("authorizationList").map(
                        Authorization.init(fixture:))))
        }
    }
}

extension AccessList.Entry {
    init(fixture: FixtureValue) throws {
        self.init(
            address: try fixture.address("address"),
            storageKeys: try fixture.items("storageKeys").map { try Hash32(hex: $0.string ?? "") })
    }
}

extension Authorization {
    init(fixture: FixtureValue) throws {
        guard let yParity = UInt8(exactly: try fixture.uint64("yParity")) else {
            throw UnreadableFixture(member: "yParity", value: fixture)
        }
        self.init(
            chainID: ChainID(try fixture.uint256("chainId")),
            address: try fixture.address("address"), nonce: try fixture.uint64("nonce"),
            yParity: yParity, r: try fixture.uint256("r"), s: try fixture.uint256("s"))
    }
}

extension TransactionSignature {
    /// The signature of a fixture: r and s, and v as the encoding of the type has it.
    init(fixture: FixtureValue, of transaction: Transaction) throws {
        let v = try fixture.text("v")
        let isOdd: Bool
        if transaction.type > 0 {
            isOdd = v == "1"
        } else if transaction.chainID == nil {
            isOdd = v == "28"
        } else {
            isOdd = v.last.map { "02468".contains($0) } ?? false
        }
        self.init(
            Signature(
                r: Hash32(try fixture.uint256("r")), s: Hash32(try fixture.uint256("s")),
                yParity: isOdd))
    }
}
