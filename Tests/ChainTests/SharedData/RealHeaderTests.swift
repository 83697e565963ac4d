import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Headers and blooms of public chains")
struct RealHeaderTests {
    @Test("Headers of every era hash to their names; other formulas do not")
    func headers() throws {
        if SharedData.isAbsent("headers") { return }
        let cases = try SharedData.lines("headers.jsonl")
        #expect(cases.count == 154)
        var standard = 0
        for each in cases {
            let hash = try each.value.hash("hash")
            guard try each.string("formula") == "standard" else {
                // A verifier has to refuse them: the hash of the formula is another one.
                if let header = try? Header(each.member("header")) {
                    #expect(header.hash != hash, "\(each.id)")
                }
                continue
            }
            standard += 1
            let header = try Header(each.member("header"))
            #expect(header.hash == hash, "\(each.id)")
            let rlp = try each.value.bytes("rlp")
            #expect(header.encoded == rlp, "\(each.id)")
            #expect(try Header(decoding: rlp) == header, "\(each.id)")
            #expect(try RLP.decode(rlp).list?.count == each.value["fields"]?.number)
        }
        #expect(standard == 135)
    }

    @Test("The RLP of headers with other fields is refused")
    func aura() throws {
        if SharedData.isAbsent("headers") { return }
        var refused = 0
        for each in try SharedData.lines("headers.jsonl")
        where try each.string("formula") == "aura" {
            #expect(throws: RLPError.self) { try Header(decoding: each.value.bytes("rlp")) }
            refused += 1
        }
        #expect(refused == 2)
    }

    @Test("Blooms answer as the corpus says")
    func blooms() throws {
        if SharedData.isAbsent("bloom") { return }
        var blooms: [String: Bloom] = [:]
        for each in try SharedData.lines("headers.jsonl") {
            blooms[each.id] = try each.member("header").bloom("logsBloom")
        }
        for each in try SharedData.files(in: "blocks") {
            blooms[each.id] = try each.member("header").bloom("logsBloom")
        }
        let cases = try SharedData.lines("bloom.jsonl")
        #expect(cases.count == 960)
        for each in cases {
            let bloom = try #require(blooms[each.string("block")])
            let answer = bloom.mayContain(try each.value.address("address"))
            #expect(answer == each.value["bloom"]?.bool, "\(each.text.prefix(120))")
        }
    }
}
