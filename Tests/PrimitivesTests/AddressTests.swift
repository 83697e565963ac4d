import Primitives
import TestSupport
import Testing

@Suite("Addresses")
struct AddressTests {
    @Test("The checksum of EIP-55 is written and read")
    func checksum() throws {
        for item in try Fixtures.cases("address/checksum.jsonl") {
            let address = try Address(hex: item.string("address"))
            let checksum = try item.string("checksum")
            #expect(address.checksummed == checksum, "\(item.id)")
            #expect(try Address(hex: checksum) == address)
            #expect(try Address(hex: "0x" + checksum.dropFirst(2).uppercased()) == address)
        }
    }

    @Test("A malformed address is refused by its rule")
    func rejected() throws {
        for item in try Fixtures.cases("address/rejected.jsonl") {
            let text = try item.string("input")
            let error = #expect(throws: HexError.self, "\(item.id)") { try Address(hex: text) }
            #expect(error?.rule.rawValue == (try item.string("rule")), "\(item.id)")
        }
    }

    @Test("CREATE gives the address of sender and nonce")
    func create() throws {
        for item in try Fixtures.cases("address/create.jsonl") {
            let nonce = try #require(UInt64(item.string("nonce")))
            let sender = try Address(hex: item.string("sender"))
            let address = try Address(hex: item.string("address"))
            #expect(Address.created(by: sender, nonce: nonce) == address, "\(item.id)")
        }
    }

    @Test("CREATE2 gives the address of EIP-1014")
    func create2() throws {
        for item in try Fixtures.cases("address/create2.jsonl") {
            let deployer = try Address(hex: item.string("deployer"))
            let salt = try Hash32(hex: item.string("salt"))
            let initCode = try Bytes(hex: item.string("initCode"))
            let hash = Keccak256.hash(initCode)
            #expect(hash == (try Hash32(hex: item.string("initCodeHash"))))
            let address = try Address(hex: item.string("address"))
            #expect(
                Address.created(by: deployer, salt: salt, initCodeHash: hash) == address,
                "\(item.id)")
        }
    }

    @Test("Twenty words apart: the order is that of the numbers")
    func order() throws {
        let low = try Address(hex: "0xe40e2a4f28748955f4bffa7e226ddb3c42c930e6")
        let high = try Address(hex: "0xe5212b500f177f5961cfc7afe62bac4854cf5dc7")
        #expect(low < high)
        #expect(!(high < low))
        #expect(Address(word: low.word) == low)
        #expect(Address(word: Keccak256.hash(Bytes())) == nil)
    }
}
