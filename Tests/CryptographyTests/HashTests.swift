import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("SHA-2 gives what FIPS 180-4's examples say")
struct HashTests {
    /// Messages and their hashes of NIST's examples, `abc`, nothing, and the two-block messages.
    static let vectors: [(message: String, sha256: String, sha384: String, sha512: String)] = [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            """
            38b060a751ac96384cd9327eb1b1e36a21fdb71114be0743
            4c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b
            """,
            """
            cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce
            47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
            """
        ),
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            """
            cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163
            1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
            """,
            """
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
            """
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
            """
            09330c33f71147e83d192fc782cd1b4753111b173b3b05d2
            2fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039
            """,
            """
            8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018
            501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909
            """
        ),
    ]

    @Test("Known messages have their known hashes", arguments: vectors)
    func known(message: String, sha256: String, sha384: String, sha512: String) throws {
        let bytes = Bytes(utf8: message)
        #expect(SHA256.hash(bytes).bytes == (try hex(sha256)))
        #expect(SHA384.hash(bytes) == (try hex(sha384)))
        #expect(SHA512.hash(bytes) == (try hex(sha512)))
    }

    @Test("A million letters in pieces of every size have the known hash")
    func million() throws {
        var random = SeededRandom(seed: 1)
        var hash = SHA256()
        var left = 1_000_000
        while left > 0 {
            let count = Int.random(in: 1...min(left, 3000), using: &random)
            hash.update(Bytes(repeating: UInt8(ascii: "a"), count: count))
            left -= count
        }
        let known = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(hash.finish().bytes == (try hex(known)))
    }

    @Test("A copy goes on by itself, and finishing changes nothing")
    func copies() {
        var one = SHA384()
        one.update(Bytes(utf8: "ab"))
        var other = one
        other.update(Bytes(utf8: "x"))
        #expect(one.finishedBytes() == SHA384.hash(Bytes(utf8: "ab")))
        one.update(Bytes(utf8: "c"))
        #expect(one.finishedBytes() == SHA384.hash(Bytes(utf8: "abc")))
        #expect(other.finishedBytes() == SHA384.hash(Bytes(utf8: "abx")))
    }
}
