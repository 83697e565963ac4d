import Chain
import Codec
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Transactions: what is encoded is decoded, and nothing else is")
struct TransactionPropertyTests {
    @Test("Random transactions of every type go there and back", arguments: UInt8(0)...4)
    func roundTrip(type: UInt8) throws {
        var random = SeededRandom(seed: 100 + UInt64(type))
        for round in 0..<400 {
            let transaction = random.transaction(type: type)
            var parity = [TransactionSignature.Parity.even, .odd, .invalid(2)][round % 3]
            // An invalid v says no chain id.
            if type == 0, transaction.chainID != nil { parity = round % 2 == 0 ? .even : .odd }
            let signature = TransactionSignature(
                parity: parity, r: random.uint256(), s: random.uint256())
            let signed = SignedTransaction(transaction, signature: signature)
            let decoded = try SignedTransaction(decoding: signed.encoded)
            #expect(decoded.transaction == transaction)
            #expect(decoded.signature == signature)
            #expect(
                SignedTransaction(decoded.transaction, signature: decoded.signature).encoded
                    == signed.encoded)
        }
    }

    @Test("A chain id of every width goes into v and comes out of it", arguments: 0...256)
    func legacyV(bits: Int) throws {
        var random = SeededRandom(seed: UInt64(bits))
        let chainID =
            bits == 0 ? UInt256.zero : random.uint256() >> (256 - bits) | UInt256.one << (bits - 1)
        for value in [chainID, bits == 0 ? .zero : UInt256.max >> (256 - bits)] {
            for parity in [TransactionSignature.Parity.even, .odd] {
                let transaction = Transaction.legacy(
                    LegacyTransaction(
                        chainID: ChainID(value), nonce: 1, gasPrice: 2, gasLimit: 3, to: nil,
                        value: 4, input: []))
                let signature = TransactionSignature(parity: parity, r: 5, s: 6)
                let signed = SignedTransaction(transaction, signature: signature)
                let decoded = try SignedTransaction(decoding: signed.encoded)
                #expect(decoded.transaction.chainID == ChainID(value))
                #expect(decoded.signature == signature)
            }
        }
    }

    /// Two or three digits, how often a digit follows, the last digits; and the rule broken. The
    /// largest v, 2^257 + 34, is that of chain id 2^256 - 1 with an odd parity.
    static let wideVs: [(first: String, fill: String, last: String, rule: RLPError.Rule?)] = [
        ("02", "0", "22", nil), ("02", "0", "23", .integerWidth), ("03", "0", "00", .integerWidth),
        ("00", "f", "ff", .integerLeadingZero), ("01", "0", "00", nil),
    ]

    @Test("A v of 33 bytes is read in its range only", arguments: wideVs.indices)
    func wideV(index: Int) throws {
        let (first, fill, last, rule) = Self.wideVs[index]
        let hex = first + String(repeating: fill, count: 62) + last
        let fields: [RLP.Item] = [
            .string([1]), .string([2]), .string([3]), .string([]), .string([4]), .string([]),
            .string(try Bytes(hex: "0x" + hex)), .string([5]), .string([6]),
        ]
        let raw = RLP.encode(.list(fields))
        if let rule {
            let error = #expect(throws: TransactionError.self) {
                try SignedTransaction(decoding: raw)
            }
            #expect(error?.field == .v)
            #expect(error?.encoding?.rule == rule)
        } else {
            let signed = try SignedTransaction(decoding: raw)
            #expect(
                SignedTransaction(signed.transaction, signature: signed.signature).encoded == raw)
        }
    }

    @Test("Damaged transactions are refused or encode to the damaged bytes")
    func damaged() throws {
        var random = SeededRandom(seed: 7702)
        var raws: [Bytes] = []
        for name in ["legacy", "eip155", "eip2930", "eip1559", "eip4844", "eip7702"] {
            raws += try Fixtures.cases("transactions/\(name).jsonl").map {
                try Bytes(hex: $0.string("raw"))
            }.filter { $0.count < 700 }
        }
        var taken = 0
        for _ in 0..<10_000 {
            var raw = [UInt8](raws[Int(random.next() % UInt64(raws.count))])
            let place = Int(random.next() % UInt64(raw.count))
            switch random.next() % 3 {
            case 0: raw[place] ^= 1 << UInt8(random.next() % 8)
            case 1: raw.remove(at: place)
            default: raw.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            }
            let bytes = Bytes(raw)
            do throws(TransactionError) {
                let signed = try SignedTransaction(decoding: bytes)
                taken += 1
                #expect(
                    SignedTransaction(signed.transaction, signature: signed.signature).encoded
                        == bytes)
                _ = try? signed.sender()
            } catch {
                #expect(error.layer == .decode)
            }
        }
        #expect(taken > 1000)
    }
}

extension SeededRandom {
    /// A number of any width.
    mutating func uint256() -> UInt256 {
        UInt256(limbs: next(), next(), next(), next()) >> Int(next() % 256)
    }

    mutating func hash() -> Hash32 { Hash32(Bytes(bytes(32))) ?? .zero }
    mutating func address() -> Address { Address(Bytes(bytes(20))) ?? .zero }
    mutating func wei() -> Wei { Wei(uint256()) }

    /// A transaction with random fields.
    mutating func transaction(type: UInt8) -> Transaction {
        let nonce = next() >> (next() % 64)
        let gas = Gas(next() >> (next() % 64))
        let to = next() % 4 == 0 ? nil : address()
        let input = Bytes(bytes(Int(next() % 80)))
        let chainID = ChainID(uint256())
        let accessList = AccessList(
            (0..<Int(next() % 3)).map { _ in
                AccessList.Entry(
                    address: address(), storageKeys: (0..<Int(next() % 4)).map { _ in hash() })
            })
        switch type {
        case 0:
            return .legacy(
                LegacyTransaction(
                    chainID: next() % 2 == 0 ? nil : chainID, nonce: nonce, gasPrice: wei(),
                    gasLimit: gas, to: to, value: wei(), input: input))
        case 1:
            return .accessList(
                AccessListTransaction(
                    chainID: chainID, nonce: nonce, gasPrice: wei(), gasLimit: gas, to: to,
                    value: wei(), input: input, accessList: accessList))
        case 2:
            return .dynamicFee(
                DynamicFeeTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: wei(),
                    maxFeePerGas: wei(), gasLimit: gas, to: to, value: wei(), input: input,
                    accessList: accessList))
        case 3:
            return .blob(
                BlobTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: wei(),
                    maxFeePerGas: wei(), gasLimit: gas, to: address(), value: wei(), input: input,
                    accessList: accessList, maxFeePerBlobGas: wei(),
                    blobVersionedHashes: (0..<Int(next() % 4)).map { _ in hash() }))
        default:
            return .setCode(
                SetCodeTransaction(
                    chainID: chainID, nonce: nonce, maxPriorityFeePerGas: wei(),
                    maxFeePerGas: wei(), gasLimit: gas, to: address(), value: wei(), input: input,
                    accessList: accessList,
                    authorizationList: (0..<Int(next() % 3)).map { _ in
                        Authorization(
                            chainID: ChainID(uint256()), address: address(), nonce: next(),
                            yParity: UInt8(next() % 256), r: uint256(), s: uint256())
                    }))
        }
    }
}
