import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

/// Signatures of wallets in the field that broke other tools; all are over one golden hash.
@Suite("What broke other tools: eth_sign with v of ECDSA, owners sorted by their text")
struct FieldSignatureTests {
    private static let hash =
        try? Hash32(hex: "0x5c72a41f09a197511307a0bfa38aeaaae3a92c1b91c9188e9be782e0fb3b7920")

    @Test("G02: a signature over the hash as a message with v = 27 is the owner's, with v = 31")
    func ethSignWithoutShift() throws {
        let hash = try #require(Self.hash)
        let owner = try Address(hex: "0x1cf495BfaaFFB9cdd49ca03b5CC2F9e9E9Ca6113")
        let stated = try Bytes(
            hex: "0x3ca49d62095d4d0844d8aad1ccdf9e6a032e0618ade44f65be0fd8e4d338e5b9"
                + "170e5dba49b3a61dc1d82ce34ab08b574f8a9050d2afec219fd04bc5020f7bd61b")
        let found = try SafeSignature.identify(stated, of: hash, owners: [owner])
        #expect(found.kind == .ethSign && found.owner == owner)
        #expect(found.bytes == stated.slice(0..<64) + [31])
        try found.check(of: hash)
        // By the hash itself it would be that of a stranger, who is named where nobody fits.
        let error = #expect(throws: OperationError.self) {
            try SafeSignature.identify(stated, of: hash, owners: [.zero])
        }
        #expect(
            error?.description.contains("0x11E6F47b6D5668D8CF2F255Abc43F94523eFC221") == true)
    }

    @Test(
        "G02: a signature over the text of the hash is nobody's",
        .enabled(if: Fixtures.sharedData != nil, "needs ../shared/data"))
    func overText() throws {
        let hash = try #require(Self.hash)
        let file = try #require(Fixtures.sharedData)
            .appending(path: "field/signature-over-text.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let owner = try Address(hex: "0x1cf495BfaaFFB9cdd49ca03b5CC2F9e9E9Ca6113")
        let bytes = try Bytes(hex: text.trimmingCharacters(in: .whitespacesAndNewlines))
        let error = #expect(throws: OperationError.self) {
            try SafeSignature.identify(bytes, of: hash, owners: [owner])
        }
        #expect(error?.rule == .signer)
    }

    @Test("G03: owners are sorted by their numbers, not by the letters of their checksums")
    func order() throws {
        let hash = try #require(Self.hash)
        let first = try Address(hex: "0xe40e2A4f28748955F4bffA7E226DdB3C42C930E6")
        let second = try Address(hex: "0xE5212b500f177f5961cfC7aFe62bAC4854cf5DC7")
        #expect(second.checksummed < first.checksummed && first < second)
        let signatures = [
            "0xc637c85372844dd6667556d88c0fcb988cf118f2188472014a4d1a76b5586e69"
                + "1d8c7b11fe8061132e45ba2908c534dc7617b2a200b5ffc30f2f464052de1cad1c",
            "0xf245d4da7ec9648941776497db73d870eb580d23d25c66973d4c36e1b773bdb7"
                + "348c6a1faff4011d2360426325c496789042fe1e4c556d930f4396aacb7a0e711b",
        ]
        let found = try signatures.map { text in
            try SafeSignature.identify(Bytes(hex: text), of: hash, owners: [second, first])
        }
        #expect(found.map(\.owner) == [first, second])
        let blob = found[0].bytes + found[1].bytes
        #expect(SafeSignatureBlob.encode(found) == blob)
        #expect(SafeSignatureBlob.encode(found.reversed()) == blob)
    }
}
