import Codec
import Contracts
import Primitives
import Testing

@Suite("docs/library.md: contracts")
struct ContractsExample {
    @Test("a call that is typed, a Safe's hashes, calldata of anybody's")
    func contracts() throws {
        let image = Keccak256.hash(utf8: "an image")
        let kms = try Address(hex: "0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C")
        let safe = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        // example: contracts
        let call = DstackKms.AddOsImageHash(image)
        let transaction = SafeTransaction(to: kms, data: call.calldata, nonce: 0)
        let hashes = transaction.hashes(chainID: 8453, safe: safe, version: .v141)
        print(hashes.domainHash, hashes.messageHash, hashes.digest)

        let decoded = try KnownContracts.call(call.calldata)
        print(decoded, decoded.contracts)  // addOsImageHash(osImageHash: 0x…) ["DstackKms"]
        // end
        #expect(decoded.arguments == [.bytes32(image)])
    }
}
