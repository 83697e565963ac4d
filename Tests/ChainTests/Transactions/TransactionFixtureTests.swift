import Chain
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Transactions: every valid case of fixtures/transactions and edge-cases")
struct TransactionFixtureTests {
    @Test(
        "Fields, preimage, encoding, hash and sender give each other",
        arguments: [
            ("transactions/legacy.jsonl", 200), ("transactions/eip155.jsonl", 200),
            ("transactions/eip2930.jsonl", 200), ("transactions/eip1559.jsonl", 200),
            ("transactions/eip4844.jsonl", 200), ("transactions/eip7702.jsonl", 200),
            ("edge-cases/transactions.jsonl", 2),
        ])
    func valid(path: String, count: Int) throws {
        let cases = try Fixtures.cases(path)
        #expect(cases.count == count)
        for each in cases {
            let transaction = try Transaction(each.member("transaction"))
            #expect(transaction.signingPreimage.hex == (try each.string("signingPreimage")))
            #expect(transaction.signingHash.hex == (try each.string("signingHash")), "\(each.id)")

            let raw = try Bytes(hex: each.string("raw"))
            let signature = try TransactionSignature(fixture: each.value, of: transaction)
            let signed = SignedTransaction(transaction, signature: signature)
            #expect(signed.encoded == raw, "\(each.id)")
            #expect(signed.hash.hex == (try each.string("hash")), "\(each.id)")
            #expect(try signed.sender() == (try Address(hex: each.string("sender"))), "\(each.id)")

            let decoded = try SignedTransaction(decoding: raw)
            #expect(decoded == signed, "\(each.id)")
            #expect(decoded.transaction == transaction, "\(each.id)")
            #expect(decoded.signature == signature, "\(each.id)")
            #expect(throws: Never.self, "\(each.id)") { try transaction.validate() }
        }
    }

    @Test("The accounts behind the authorizations of type 4 are recovered")
    func authorities() throws {
        var count = 0
        for each in try Fixtures.cases("transactions/eip7702.jsonl") {
            for entry in try each.member("transaction").items("authorizationList") {
                let authorization = try Authorization(fixture: entry)
                #expect(
                    try authorization.authority() == (try entry.address("authority")),
                    "\(each.id)")
                count += 1
            }
        }
        #expect(count > 200)
    }

    @Test("The entries of an access list come out as they went in")
    func accessLists() throws {
        var count = 0
        for each in try Fixtures.cases("transactions/eip2930.jsonl") {
            let fixture = try each.member("transaction").items("accessList")
            let entries = try fixture.map(AccessList.Entry.init(fixture:))
            let raw = try Bytes(hex: each.string("raw"))
            let decoded = try SignedTransaction(decoding: raw).transaction.accessList
            #expect(decoded.entries == entries, "\(each.id)")
            #expect(decoded.count == entries.count)
            #expect(decoded.isEmpty == entries.isEmpty)
            count += entries.count
        }
        #expect(count > 100)
    }

    @Test("Types that are not known are kept with their bytes and hash")
    func opaque() throws {
        let cases = try Fixtures.cases("edge-cases/opaque_transactions.jsonl")
        #expect(cases.count == 3)
        for each in cases {
            let raw = try Bytes(hex: each.string("raw"))
            let transaction = try BlockTransaction(decoding: raw)
            #expect(transaction.encoded == raw)
            #expect(transaction.hash.hex == (try each.string("hash")), "\(each.id)")
            #expect("\(transaction.type)" == (try each.string("type")))
            let error = #expect(throws: TransactionError.self) {
                try SignedTransaction(decoding: raw)
            }
            #expect(error?.rule == .unknownType)
        }
    }

    @Test("A blob transaction is taken out of its network form")
    func networkForms() throws {
        let cases = try Fixtures.cases("edge-cases/blob_network_forms.jsonl")
        #expect(cases.count == 2)
        for each in cases {
            let form = try BlobNetworkForm(decoding: Bytes(hex: each.string("networkForm")))
            #expect(form.transaction.encoded.hex == (try each.string("raw")), "\(each.id)")
            #expect(form.transaction.hash.hex == (try each.string("hash")), "\(each.id)")
            #expect(form.hasCellProofs == (each.id == "eip-7594"))
            let whole = try Bytes(hex: each.string("networkForm"))
            #expect(throws: TransactionError.self) { try SignedTransaction(decoding: whole) }
            for count in 0..<whole.count {
                #expect(throws: TransactionError.self) {
                    try BlobNetworkForm(decoding: whole.slice(0..<count))
                }
            }
        }
    }

    @Test("Transactions of a block that carries a deposit have its root")
    func ordered() throws {
        let cases = try Fixtures.cases("edge-cases/ordered_roots.jsonl")
        #expect(cases.count == 7)
        for each in cases {
            let members = try each.value.bytesList("members")
            #expect(OrderedTrie.root(of: members).hex == (try each.string("root")), "\(each.id)")
        }
    }
}
