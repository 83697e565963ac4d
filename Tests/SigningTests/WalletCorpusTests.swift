import Cryptography
import Primitives
import Signing
import TestSupport
import Testing

@Suite("Mnemonics and the keys below them")
struct WalletCorpusTests {
    @Test("Every mnemonic of the corpus is that of its entropy and gives its seed")
    func mnemonics() throws {
        let cases = try Fixtures.cases("hd/mnemonics.jsonl")
        #expect(cases.count == 40)
        for item in cases {
            let words = try item.string("mnemonic")
            let made = try Mnemonic(
                entropy: SecretBytes.test(Bytes(hex: item.string("entropy"))))
            #expect(try made.phrase().exposed == Bytes(utf8: words), "\(item.id)")
            let read = try Mnemonic(words: SecretBytes.test(words))
            let passphrase: SecretBytes? = try SecretBytes.test(item.string("passphrase"))
            let seed = try read.seed(passphrase: passphrase).exposed.hex
            #expect(seed == (try item.string("seed")), "\(item.id)")
        }
    }

    @Test("Every key of the corpus comes from its seed, in both of BIP-32's text forms")
    func keys() throws {
        let cases = try Fixtures.cases("hd/keys.jsonl")
        #expect(cases.count == 36)
        for item in cases {
            let seed = try SecretBytes.test(Bytes(hex: item.string("seed")))
            let path = try DerivationPath(item.string("path"))
            let key = try ExtendedKey(seed: seed).derived(by: path)
            #expect(path.description == (try item.string("path")), "\(item.id)")
            let text = try key.extendedPrivateKey().exposed
            #expect(text == Bytes(utf8: try item.string("extendedPrivateKey")), "\(item.id)")
            #expect(key.extendedPublicKey == (try item.string("extendedPublicKey")), "\(item.id)")
            let publicKey = key.key.publicKey.compressed.hex
            #expect(publicKey == (try item.string("publicKey")), "\(item.id)")
            let same = try PrivateKey.test(item.string("privateKey"))
            #expect(same.address == key.key.address, "\(item.id)")
            #expect(hex(key.fingerprint) == (try item.string("fingerprint")), "\(item.id)")
            let parent = try item.string("parentFingerprint")
            #expect(hex(key.parentFingerprint) == parent, "\(item.id)")
        }
    }

    @Test("Every account of the corpus is derived from its mnemonic")
    func accounts() throws {
        let cases = try Fixtures.cases("hd/accounts.jsonl")
        #expect(cases.count == 24)
        for item in cases {
            let address = try account(item.string("mnemonic"), item.string("path"))
            #expect(address.checksummed == (try item.string("address")), "\(item.id)")
        }
    }

    @Test("Words that are no mnemonic are refused by their rule")
    func rejected() throws {
        let cases = try Fixtures.cases("hd/rejected.jsonl")
        #expect(cases.count == 16)
        for item in cases {
            let words = try SecretBytes.test(item.string("mnemonic"))
            let count = try item.string("mnemonic").split(separator: " ").count
            var found: MnemonicError?
            do throws(MnemonicError) { _ = try Mnemonic(words: words) } catch { found = error }
            switch try item.string("rule") {
            case "word outside the list": #expect(found == .unknownWord(position: count))
            case "a word missing", "a word too many": #expect(found == .wordCount(found: count))
            case "checksum differs": #expect(found == .checksum)
            case let rule: Issue.record("\(item.id): no such rule: \(rule)")
            }
        }
    }

    @Test(
        "Zeros within a derivation stay: seeds on which old wallets derived other accounts",
        arguments: [
            (0, "0x641C68D0eC1b49b9e5276C70696f45FD7613FA9b"),
            (1, "0x2c92dAb084E2Ee7Ad285b6f8dc771Ca14A0D796D"),
        ])
    func zerosWithin(index: UInt32, address: String) throws {
        let words = "fruit wave dwarf banana earth journey tattoo true farm silk olive fence"
        let found = try account(words, "m/44'/60'/0'/0/\(index)", passphrase: "banana")
        #expect(found.checksummed == address)
    }

    @Test("A key that begins with a zero byte keeps its 32 bytes")
    func zeroInFront() throws {
        let words = """
            cruel someone more grant obey frown exotic elevator syrup version shock original \
            unusual mansion account
            """
        let found = try account(words, "m/44'/60'/0'/0/487")
        #expect(found.checksummed == "0xa2F91819DfC12814e05344fF3D253E026633ECDF")
    }

    @Test(
        "Paths as people and telephones type them are hardened, never read as plain steps",
        arguments: ["m/44'/60'/0'/0/0", "m/44h/60h/0h/0/0", "m/44H/60H/0H/0/0", "m/44’/60’/0’/0/0"])
    func hardenedMarks(path: String) throws {
        let words = "test test test test test test test test test test test junk"
        let found = try account(words, path)
        #expect(found.checksummed == "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
    }

    @Test("Other marks and spellings of a path are refused by name")
    func refusedPaths() {
        let table: [(String, DerivationPathError)] = [
            ("44'/60'", .beginning), ("", .beginning), ("M/0", .beginning), ("m/", .empty(step: 1)),
            ("m/0//1", .empty(step: 2)), ("m/44`", .number(step: 1)), ("m/044", .number(step: 1)),
            ("m/+1", .number(step: 1)), ("m/1''", .number(step: 1)), ("m/1 ", .number(step: 1)),
            ("m/2147483648", .tooLarge(step: 1)), ("m/4294967296'", .tooLarge(step: 1)),
            ("m" + String(repeating: "/0", count: 17), .tooLong(steps: 17)),
        ]
        for (text, error) in table {
            #expect(throws: error, "\(text)") { try DerivationPath(text) }
        }
    }

    private func account(
        _ words: String, _ path: String, passphrase: String = ""
    ) throws -> Address {
        let mnemonic = try Mnemonic(words: SecretBytes.test(words))
        let salt: SecretBytes? = try SecretBytes.test(passphrase)
        let seed = try mnemonic.seed(passphrase: salt)
        return try ExtendedKey(seed: seed).derived(by: DerivationPath(path)).key.address
    }

    private func hex(_ number: UInt32) -> String {
        "0x"
            + Bytes([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }).hex.dropFirst(2)
    }
}
