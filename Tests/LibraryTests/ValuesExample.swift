import Cryptography
import Primitives
import Testing

@Suite("docs/library.md: values and cryptography")
struct ValuesExample {
    @Test("values")
    func values() throws {
        // example: values
        let account = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        let amount = try Wei("1.5 ether") + Wei("2 gwei")
        let chain = ChainID(8453)
        let digest = Keccak256.hash(utf8: "Transfer(address,address,uint256)")
        print(account, amount.text(in: .ether), chain, digest)
        // end
        #expect(amount.decimal == "1500000002000000000")
        #expect(digest.hex.hasPrefix("0xddf252ad"))
    }

    @Test("cryptography")
    func cryptography() throws {
        let digest = try Hash32(
            hex: "0xd967f017af94fa0dd9d81f14c12378dea06b13158f4bd7ca7be3a73ccbcce4fd")
        let bytes = try Bytes(
            hex: """
                0x16a4c32d7e8de74161179375bac6384d40a13ad06512a2b999a992935d99ca9f\
                18ae63ce6cfbefe1225952a241b8f21ee4a3554b7e028519ae0ad62b0fbf2277
                """)
        // example: cryptography
        let signature = try Signature(expanding: bytes)
        let signer = try Secp256k1.recoverAddress(digest: digest, signature: signature)
        let checksum = SHA256.hash(bytes)
        // end
        #expect(signer.checksummed == "0x458d2d2054d275F12D69854a7a347975c98eC642")
        #expect(!checksum.isZero)
    }
}
