import Chain
import Cryptography
import Primitives
import Signing
import Testing

@Suite("docs/library.md: signing")
struct SigningExample {
    @Test("a key, a transaction, a keystore")
    func signing() throws {
        let friend = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        let password = try SecretBytes.random(16)
        // example: signing
        let key = try PrivateKey.generate()  // one owner, not printable, wiped at the end
        let transaction = try Transaction.dynamicFee(
            DynamicFeeTransaction(
                chainID: 8453, nonce: 0, maxPriorityFeePerGas: Wei("1 gwei"),
                maxFeePerGas: Wei("3 gwei"), gasLimit: 21_000, to: friend, value: Wei("1 ether"),
                input: Bytes()))
        let signed = SignedTransaction(
            transaction, signature: try key.sign(transaction.signingHash))

        let cost = Keystore.Derivation.scrypt(
            try Scrypt(cost: 4096, blockSize: 8, parallelism: 1))
        let keystore = try Keystore(sealing: key, password: password, derivation: cost)
        let opened = try keystore.open(password: password)
        // end
        #expect(try signed.sender() == opened.address)
    }
}
