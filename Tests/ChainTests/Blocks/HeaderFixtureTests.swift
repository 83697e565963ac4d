import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Headers: every case of fixtures/headers/headers")
struct HeaderFixtureTests {
    @Test("Fields, encoding and hash give each other, for each fork")
    func headers() async throws {
        let cases = try Fixtures.cases("headers/headers.jsonl")
        #expect(cases.count == 200)
        var headers: [Header] = []
        var hashes: [Hash32] = []
        for each in cases {
            let header = try Header(each.member("header"))
            let rlp = try Bytes(hex: each.string("rlp"))
            let hash = try Hash32(hex: each.string("hash"))
            #expect(header.encoded == rlp, "\(each.id)")
            #expect(header.hash == hash, "\(each.id)")
            #expect(try Header(decoding: rlp) == header, "\(each.id)")
            headers.append(header)
            hashes.append(hash)
        }
        #expect(Header.hashes(of: headers) == hashes)
        #expect(await Header.hashesOnAllCores(of: headers) == hashes)
        #expect(await Header.hashesOnAllCores(of: []) == [])
    }

    @Test("No shorter and no longer bytes are a header")
    func lengths() throws {
        for each in try Fixtures.cases("headers/headers.jsonl")
        where each.id.hasSuffix("7") {
            let rlp = try Bytes(hex: each.string("rlp"))
            for count in 0..<rlp.count {
                #expect(throws: RLPError.self) { try Header(decoding: rlp.slice(0..<count)) }
            }
            let longer = #expect(throws: RLPError.self) { try Header(decoding: rlp + [0]) }
            #expect(longer?.rule == .trailing)
        }
    }

    @Test(
        "A header has the number of fields of a fork",
        arguments: [
            (14, RLPError.Rule.missingItem), (15, nil), (16, nil), (17, nil), (18, .missingItem),
            (19, .missingItem), (20, nil), (21, nil), (22, nil), (23, nil), (24, .extraItem),
        ])
    func fieldCounts(count: Int, rule: RLPError.Rule?) throws {
        let prague = try #require(
            Fixtures.cases("headers/headers.jsonl").first { $0.id.hasPrefix("prague") })
        let item = try RLP.decode(Bytes(hex: prague.string("rlp")))
        let hash = RLP.Item.string(Bytes(repeating: 3, count: 32))
        let fields = try #require(item.list) + [hash, .string([9]), .string([9])]
        let encoded = RLP.encode(.list(Array(fields.prefix(count))))
        if let rule {
            let error = #expect(throws: RLPError.self) { try Header(decoding: encoded) }
            #expect(error?.rule == rule)
        } else {
            let header = try Header(decoding: encoded)
            #expect(header.encoded == encoded)
            #expect((header.blockAccessListHash != nil) == (count >= 22))
            #expect(header.slotNumber == (count == 23 ? 9 : nil))
        }
    }

    @Test("A field that is nil ends the encoding")
    func gaps() throws {
        let prague = try #require(
            Fixtures.cases("headers/headers.jsonl").first { $0.id.hasPrefix("prague") })
        var header = try Header(prague.member("header"))
        header.withdrawalsRoot = nil
        let encoded = header.encoded
        #expect(try #require(RLP.decode(encoded).list).count == 16)
        #expect(try Header(decoding: encoded).requestsHash == nil)
    }

    @Test("A chain of headers is checked link by link")
    func chain() throws {
        let first = try #require(Fixtures.cases("headers/headers.jsonl").first)
        var headers = [try Header(first.member("header"))]
        headers[0].number = 41
        for number in UInt64(42)...60 {
            var next = headers[headers.count - 1]
            next.parentHash = next.hash
            next.number = BlockNumber(number)
            headers.append(next)
        }
        #expect(try HeaderChain.hashes(of: headers) == headers.map(\.hash))
        #expect(try HeaderChain.hashes(of: []) == [])
        var broken = headers
        broken[7].gasUsed = Gas(broken[7].gasUsed.value ^ 1)
        let link = #expect(throws: HeaderChain.BrokenLink.self) {
            try HeaderChain.hashes(of: broken)
        }
        #expect(link?.place == 8)
        #expect(link?.expected == broken[7].hash)
        broken = headers
        broken.remove(at: 3)
        #expect(throws: HeaderChain.BrokenLink.self) { try HeaderChain.hashes(of: broken) }
    }
}
