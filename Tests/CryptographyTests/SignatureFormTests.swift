import Cryptography
import Primitives
import Testing

@Suite("Signatures as people hand them over")
struct SignatureFormTests {
    private let owner = "0x6dd5FF4e18D5d9fA7f5bA7CCCB9F2109a9326B5C"
    private let digest = "0x5c72a41f09a197511307a0bfa38aeaaae3a92c1b91c9188e9be782e0fb3b7920"
    private let r = "56370f84511b11ed495315e505e629991b1da93ed15fa5928b84e86a0fa5356c"
    private let s = "3376f7cb1ce54d64651cf0fd1571b7bda77fc41aa990fecc1f8fd8c66aec153c"

    @Test("A signature of 129 digits is refused for its odd number of digits (G01)")
    func oddDigits() throws {
        let error = #expect(throws: HexError.self) { try Bytes(hex: "0x" + r + s + "1") }
        #expect(error?.rule == .oddLength)
        for v in ["01", "1c"] {
            let signature = try Signature(Bytes(hex: "0x" + r + s + v))
            let signer = try Secp256k1.recoverAddress(
                digest: Hash32(hex: digest), signature: signature)
            #expect(signer.checksummed == owner)
        }
    }

    @Test("A compact signature expands; as 65 bytes it is refused by name (G04)")
    func compact() throws {
        let other = try Bytes(
            hex: "0x16a4c32d7e8de74161179375bac6384d40a13ad06512a2b999a992935d99ca9f"
                + "18ae63ce6cfbefe1225952a241b8f21ee4a3554b7e028519ae0ad62b0fbf2277")
        let digest2 = "0xd967f017af94fa0dd9d81f14c12378dea06b13158f4bd7ca7be3a73ccbcce4fd"
        let signer = try Secp256k1.recoverAddress(
            digest: Hash32(hex: digest2), signature: Signature(compact: other))
        #expect(signer.checksummed == "0x458d2d2054d275F12D69854a7a347975c98eC642")

        let odd = try Bytes(hex: "0x" + r + "b" + s.dropFirst())
        let signature = try Signature(expanding: odd)
        #expect(signature.v == 28)
        #expect(signature.bytes.hex == "0x" + r + s + "1c")
        #expect(signature.compact == odd)
        #expect(try Signature(expanding: signature.bytes) == signature)
        #expect(
            try Secp256k1.recoverAddress(digest: Hash32(hex: digest), signature: signature)
                .checksummed == owner)

        let error = #expect(throws: SignatureError(.length, found: 64)) { try Signature(odd) }
        #expect(error?.description.contains("EIP-2098") == true)
    }

    @Test("The bytes of a signature are read again")
    func roundTrip() throws {
        let signature = try Signature(Bytes(hex: "0x" + r + s + "1c"))
        #expect(try Signature(signature.bytes) == signature)
        #expect(try Signature(signature.recoverableBytes) == signature)
        #expect(signature.recoverableBytes[64] == 1)
        #expect("\(signature)" == "0x" + r + s + "1c")
    }
}
