import Codec
import Contracts
import Foundation
import Primitives
import TestSupport
import Testing

/// Inputs that broke other tools in the field, as far as hashes and addresses go.
@Suite("What broke other tools: nested Safes, messages of files, salts of governors")
struct FieldCaseTests {
    @Test("nonce 0 is a nonce, and what a child Safe approves is the parent's hash")
    func nestedSafe() throws {
        let parent = try Address(hex: "0xbC7977C6694Ae2Ae8Ad96bb1C100a281D928b7DB")
        let child = try Address(hex: "0x5031f5E2ed384978dca63306dc28A68a6Fc33e81")
        let transfer = try ABI.Function("function transfer(address to, uint256 amount)")
        let recipient = try Address(hex: "0x36bffa3048d89fad48509c83fdb6a3410232f3d3")
        let payment = SafeTransaction(
            to: try Address(hex: "0xdd13E55209Fd76AfE204dBda4007C227904f0a81"),
            data: try transfer.encodeCall([
                .address(recipient), .uint(UInt256(1_000_000_000_000_000)),
            ]), nonce: 0)
        let hash = payment.hashes(chainID: 11_155_111, safe: parent, version: .v141).digest
        #expect(
            hash.hex == "0x2aa2feb008064ccb8d6a31c43a6812d288107501505a04095ecdb2ebbeeaaffc")
        let approval = SafeTransaction(to: parent, data: Safe.ApproveHash(hash).calldata, nonce: 1)
        let hashes = approval.hashes(chainID: 11_155_111, safe: child, version: .v141)
        #expect(
            hashes.domainHash.hex
                == "0xf0276c332cd121de246e945fa8624ceeb62c7bb0d2ba58900263bef583f974df")
        #expect(
            hashes.messageHash.hex
                == "0x94942ad850af66fe8e16487406110f8037950e63f79f9baab1f48b9c15d4b291")
        #expect(
            hashes.digest.hex
                == "0x2c7a5de4d1bc03ca44ce122ff5feaa4241946737b42ee834a2881fcbe73bfbd6")
    }

    @Test("an address in upper case is legal and gets its checksum; another chain's is refused")
    func spellings() throws {
        let upper = try Address(hex: "0x657FF0D4EC65D82B2BC1247B0A558BCD2F80A0F1")
        #expect(upper.checksummed == "0x657ff0D4eC65D82b2bC1247b0a558bcd2f80A0f1")
        let rootstock = "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD"
        let error = #expect(throws: HexError.self) { try Address(hex: rootstock) }
        #expect(error?.rule == .checksum)
        #expect(
            try Address(hex: rootstock.lowercased()).checksummed
                == "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    }

    @Test(
        "one batch has another id under every salt: zero, one, a governor's of 4.x and of 5.x",
        arguments: [
            (
                "0x0000000000000000000000000000000000000000000000000000000000000000",
                "0x8db5690ff3c7dd7e07409dd9ead4a1828fd2a2b4a884e50ddf1bc8af44468cad"
            ),
            (
                "0x0000000000000000000000000000000000000000000000000000000000000001",
                "0x6d9d63b5b04e0c5e1d3f63c431be18eb2f86cff3dd9e3acc6bbea8c96a2d5bc7"
            ),
            (
                "0x7845583952b2218d2cf675596900b33eeea226025747cf250c8baa7918347ce5",
                "0x7d4c08f1042e6a4a728a9e868c94c8a5275a8141ff9586c1d882912f0095ab24"
            ),
            (
                "0x5a677a1b709003af0ed4577b4b22911ccc8004205747cf250c8baa7918347ce5",
                "0x5205af15b4703623714f4b7dc05dc40d772a5ccb2d65a48346ea965636fba714"
            ),
        ])
    func salts(salt: String, id: String) throws {
        let image = try Hash32(
            hex: "0xe23f637f2908d366aeef006d604d128a521b1cc5e1cffe385053a5c2b9cceaee")
        let registry = try Address(hex: "0x1111111111111111111111111111111111111111")
        let batch = TimelockController.HashOperationBatch(
            targets: [registry], values: [0], payloads: [DstackKms.AddOsImageHash(image).calldata],
            predecessor: .zero, salt: try Hash32(hex: salt))
        #expect(TimelockController.operationID(of: batch).hex == id)
    }

    @Test(
        "a message is hashed as its bytes are: a final newline and other line ends are others",
        .enabled(if: Fixtures.sharedData != nil, "needs ../shared/data"))
    func message() throws {
        let file = try #require(Fixtures.sharedData).appending(path: "field/message.txt")
        let text = Bytes([UInt8](try Data(contentsOf: file)))
        #expect(text.count == 334)
        let domain = SafeDomain(
            chainID: 11_155_111,
            safe: try Address(hex: "0x657ff0D4eC65D82b2bC1247b0a558bcd2f80A0f1"), version: .v141)
        let digest = { (text: Bytes) in
            SafeMessage(PersonalMessage(text).digest.bytes).hashes(in: domain).digest.hex
        }
        #expect(
            digest(text) == "0x1866b559f56261ada63528391b93a1fe8e2e33baf7cace94fc6b42202d16ea08")
        #expect(
            digest(text + [0x0a])
                == "0x651625b4aa202ca659b18a13d69e618dbd88c23f2d7b0672b8ade9b310f26f0e")
    }
}
