import Attestation
import Cryptography
import KeyRelease
import Primitives
import Signing
import TestSupport
import Testing

@Suite("A KMS's keys")
struct KmsKeysTests {
    @Test("Every derivation of the corpus comes out byte for byte, or is refused")
    func derivations() throws {
        let cases = try Fixtures.cases("kms/keys.jsonl")
        #expect(cases.count == 46)
        for item in cases {
            let made = try KmsKeysTests.derived(item)
            let expected = try item.member("out").object ?? [:]
            #expect(Set(made.keys) == Set(expected.keys), "\(item.id)")
            for (name, value) in expected {
                #expect(made[name] == value.string, "\(item.id): \(name)")
            }
        }
    }

    @Test("Roots that are no keys, and lengths beyond HKDF's, are refused by their rule")
    func refusals() throws {
        let cases = try Fixtures.cases("kms/rejected.jsonl")
        #expect(cases.count == 4)
        for item in cases {
            var rule = ""
            do {
                _ = try KmsKeysTests.derived(item)
            } catch let error as PrivateKeyError {
                rule = "k256-\(error.rule.rawValue)"
            } catch P256KeyError.range {
                rule = "p256-range"
            } catch let error as KmsKeyError {
                if case .secret(let inner) = error, case .derivation(let last) = inner,
                    case .tooLong = last
                {
                    rule = "length"
                }
            }
            #expect(rule == (try item.string("rule")), "\(item.id)")
        }
    }

    @Test("Every configuration id of the corpus comes out")
    func configurationIDs() throws {
        let cases = try Fixtures.cases("kms/configuration-ids.jsonl")
        #expect(cases.count == 6)
        let kinds: [String: ConfigurationID.KeyProvider] = [
            "none": .none, "local": .local, "kms": .kms, "tpm": .tpm,
        ]
        for item in cases {
            let compose = try Hash32(hex: item.string("composeHash"))
            let made: Bytes
            if let kind = item.value["kind"]?.string {
                made = ConfigurationID.version2(
                    composeHash: compose, appID: try Address(hex: item.string("appId")),
                    provider: try #require(kinds[kind]),
                    providerID: try Bytes(hex: item.string("keyProviderId")))
            } else {
                made = ConfigurationID.version1(composeHash: compose)
            }
            #expect(made.hex == (try item.string("mrConfigId")), "\(item.id)")
        }
    }

    @Test("One seed gives the same roots again, another seed others")
    func seeds() throws {
        func roots(_ byte: UInt8) throws -> [Bytes] {
            let seed = try Secrets.of(Bytes([UInt8](repeating: byte, count: 32)))
            let roots = try RootKeys(seed: seed)
            return [roots.signerPublicKey, roots.authorityPublicKey]
        }
        #expect(try roots(7) == roots(7))
        #expect(try roots(7) != roots(8))
    }
}
