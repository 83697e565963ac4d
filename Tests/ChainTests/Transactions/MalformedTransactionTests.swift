import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Transactions: every malformed case is refused by its rule and in its layer")
struct MalformedTransactionTests {
    typealias Rule = TransactionError.Rule
    typealias Field = TransactionError.Field

    /// What a rule of the fixtures is called here. Where the RLP or a field is at fault, the rule is
    /// completed by what is wrong with it.
    struct Refusal: Hashable, CustomStringConvertible {
        let rule: Rule
        var field: Field?
        var encoding: RLPError.Rule?
        var expected: Int?

        init(
            _ rule: Rule, _ field: Field? = nil, _ encoding: RLPError.Rule? = nil,
            expected: Int? = nil
        ) {
            self.rule = rule
            self.field = field
            self.encoding = encoding
            self.expected = expected
        }

        /// The refusal in an error, as much of it as tells rules apart.
        init(_ error: TransactionError) {
            let hasWidth = [.width, .integerWidth].contains(error.encoding?.rule)
            self.init(
                error.rule, error.field, error.encoding?.rule,
                expected: hasWidth ? error.encoding?.expected : nil)
        }

        var description: String {
            "\(rule) \(field?.rawValue ?? "-") \(encoding?.rawValue ?? "-") \(expected ?? -1)"
        }
    }

    /// Every rule of the corpus, and how it is refused here: in one way, except where the fixture's
    /// fault has several places.
    static let refusals: [String: Set<Refusal>] = [
        "empty input": [Refusal(.empty)],
        "truncated by one byte": [Refusal(.encoding, nil, .truncated)],
        "truncated somewhere": [Refusal(.encoding, nil, .truncated)],
        "trailing byte after the transaction": [Refusal(.encoding, nil, .trailing)],
        "one field too many": [Refusal(.fieldCount)],
        "last field missing": [Refusal(.fieldCount)],
        "type byte 0x00 (EIP-2718: type 0 has no envelope)": [Refusal(.legacyEnvelope)],
        "unknown type 0x05": [Refusal(.unknownType)],
        "unknown type 0x7f": [Refusal(.unknownType)],
        "type byte in 0x80..0xbf is an RLP string, not a transaction (EIP-2718)": [
            Refusal(.stringEnvelope)
        ],
        // Behind a type the string is no list; without one it is no transaction at all.
        "body is a string in place of a list": [
            Refusal(.encoding, nil, .listExpected), Refusal(.stringEnvelope),
        ],
        "envelope without body": [Refusal(.encoding, nil, .truncated)],
        "type of another kind before this body": [Refusal(.fieldCount)],
        "nonce with a leading zero": [Refusal(.encoding, .nonce, .integerLeadingZero)],
        "gas with a leading zero": [Refusal(.encoding, .gasLimit, .integerLeadingZero)],
        "value with a leading zero": [Refusal(.encoding, .value, .integerLeadingZero)],
        "r with a leading zero": [Refusal(.encoding, .r, .integerLeadingZero)],
        "zero written as one zero byte": [Refusal(.encoding, .value, .integerLeadingZero)],
        "nonce above 64 bits": [Refusal(.encoding, .nonce, .integerWidth, expected: 8)],
        "gas above 64 bits": [Refusal(.encoding, .gasLimit, .integerWidth, expected: 8)],
        "chain id above 256 bits": [Refusal(.encoding, .chainID, .integerWidth, expected: 32)],
        "value above 256 bits": [Refusal(.encoding, .value, .integerWidth, expected: 32)],
        "nonce 2^64-1 (EIP-2681)": [Refusal(.nonceMaximum, .nonce)],
        "recipient of 19 bytes": [Refusal(.encoding, .to, .width, expected: 20)],
        "recipient of 21 bytes": [Refusal(.encoding, .to, .width, expected: 20)],
        "no recipient in a blob or set-code transaction (EIP-4844, EIP-7702)": [
            Refusal(.recipientMissing, .to)
        ],
        "data is a list": [Refusal(.encoding, .input, .stringExpected)],
        "access list is a string": [Refusal(.encoding, .accessList, .listExpected)],
        "access list address of 19 bytes": [
            Refusal(.encoding, .accessList, .width, expected: 20)
        ],
        "storage key of 31 bytes": [Refusal(.encoding, .accessList, .width, expected: 32)],
        "access list tuple of three": [Refusal(.encoding, .accessList, .extraItem)],
        "priority fee above fee cap (EIP-1559)": [
            Refusal(.priorityFeeAboveFeeCap, .maxPriorityFeePerGas)
        ],
        "blob hash of 31 bytes": [Refusal(.encoding, .blobVersionedHashes, .width, expected: 32)],
        "blob hash of version 2 (EIP-4844)": [Refusal(.blobHashVersion, .blobVersionedHashes)],
        "no blob (EIP-4844)": [Refusal(.noBlob, .blobVersionedHashes)],
        "no authorization (EIP-7702)": [Refusal(.noAuthorization, .authorizationList)],
        "authorization address of 21 bytes": [
            Refusal(.encoding, .authorizationList, .width, expected: 20)
        ],
        "authorization nonce above 64 bits (EIP-7702)": [
            Refusal(.encoding, .authorizationList, .integerWidth, expected: 8)
        ],
        "authorization yParity above 8 bits (EIP-7702)": [
            Refusal(.encoding, .authorizationList, .integerWidth, expected: 1)
        ],
        "authorization of five fields": [Refusal(.encoding, .authorizationList, .missingItem)],
        "r is zero": [Refusal(.rZero, .r)],
        "s is zero": [Refusal(.sZero, .s)],
        "r is the group order": [Refusal(.rTooLarge, .r)],
        "s is the group order": [Refusal(.sTooLarge, .s)],
        "s in the upper half (EIP-2)": [Refusal(.highS, .s)],
        "y parity 2": [Refusal(.yParity, .v)],
        "v 26": [Refusal(.v, .v)],
        "v 29": [Refusal(.v, .v)],
        "v 34": [Refusal(.v, .v)],
        "v 35": [Refusal(.chainIDZero, .v)],
        "v 36": [Refusal(.chainIDZero, .v)],
        "r that is no point's x": [Refusal(.notOnCurve, .r)],
        // The list is empty, so its length in long form also begins with a zero byte.
        "long form for a short list": [Refusal(.encoding, .accessList, .lengthLeadingZero)],
        "long form for a short string": [Refusal(.encoding, .to, .longForm)],
        "length beyond the input": [Refusal(.encoding, .s, .overrun)],
    ]

    @Test(
        "Malformed bytes are refused",
        arguments: [
            ("transactions/malformed.jsonl", 324), ("edge-cases/rejected_transactions.jsonl", 2),
        ])
    func rejected(path: String, count: Int) throws {
        let cases = try Fixtures.cases(path)
        #expect(cases.count == count)
        for each in cases {
            let raw = try Bytes(hex: each.string("raw"))
            let error = try #require(Self.refusal(of: raw), "\(each.id) is taken")
            let expected = try #require(Self.refusals[each.string("rule")], "\(each.id)")
            #expect(expected.contains(Refusal(error)), "\(each.id): \(error)")
            // A decoder with 256-bit words refuses wider values at once, and is right to.
            let isWideValue = try each.string("rule") == "value above 256 bits"
            if !isWideValue { #expect(error.layer.rawValue == (try each.string("layer"))) }
            #expect(!error.description.isEmpty)
        }
    }

    @Test("The twin of each malformed transaction is accepted")
    func twins() throws {
        var valid: [String: FixtureCase] = [:]
        for name in ["legacy", "eip155", "eip2930", "eip1559", "eip4844", "eip7702"] {
            for each in try Fixtures.cases("transactions/\(name).jsonl") { valid[each.id] = each }
        }
        for each in try Fixtures.cases("transactions/malformed.jsonl") {
            let twin = try #require(valid[each.string("twin")])
            #expect(Self.refusal(of: try Bytes(hex: twin.string("raw"))) == nil, "\(twin.id)")
        }
    }

    @Test("v 35 and 36 are taken by those who ask for it")
    func chainIDZero() throws {
        for each in try Fixtures.cases("edge-cases/rejected_transactions.jsonl") {
            let signed = try SignedTransaction(decoding: Bytes(hex: each.string("raw")))
            #expect(signed.transaction.chainID == 0)
            #expect(throws: Never.self) { try signed.sender(allowingChainIDZero: true) }
        }
    }

    /// The first layer's refusal, or nil.
    private static func refusal(of raw: Bytes) -> TransactionError? {
        do throws(TransactionError) {
            let signed = try SignedTransaction(decoding: raw)
            _ = try signed.sender()
            try signed.transaction.validate()
            return nil
        } catch {
            return error
        }
    }
}
