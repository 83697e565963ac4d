import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("JSON is read by RFC 8259 and by nothing wider")
struct JSONParsingTests {
    @Test("what the RFC allows is read and written back", arguments: JSONTexts.accepted)
    func accepts(_ text: JSONTexts.Accepted) throws {
        let value = try JSONValue(parsing: text.text)
        #expect(value.serialized() == text.compact)
        #expect(try JSONValue(parsing: value.serialized()) == value)
        #expect(try JSONValue(parsing: value.serialized(.pretty)) == value)
        #expect(try JSONValue(parsing: value.serialized(.compact.ascii)) == value)
    }

    @Test(
        "what it does not allow is refused by its rule, at its place", arguments: JSONTexts.refused)
    func refuses(_ text: JSONTexts.Refused) throws {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text.bytes) }
        #expect(error?.rule == text.rule)
        #expect(error?.offset == text.offset)
        _ = try JSONValue(parsing: text.twin)
    }

    @Test("no beginning of a text is a text of its own, and none traps")
    func truncations() throws {
        let text = Bytes(
            utf8: #"{"a":[1,-2.5e+7,true,false,null,"\u00e9\uD834\uDD1E é𝄞"],"b":{"c":"\\\""}}"#)
        _ = try JSONValue(parsing: text)
        for count in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONValue(parsing: text.slice(0..<count)) }
        }
    }

    @Test("any single byte may be anything: an answer or an error, and Foundation agrees")
    func changedBytes() throws {
        let text = [UInt8](#"{"a":[1,-2.5e7,true,null,"\u00e9 é"],"b":{"c":"\\"}}"#.utf8)
        for position in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[position] = byte
                let ours = try? JSONValue(parsing: Bytes(changed))
                let theirs = try? JSONSerialization.jsonObject(
                    with: Data(changed), options: [.fragmentsAllowed])
                // Foundation lets the last of two equal names win; we refuse.
                if ours != nil { #expect(theirs != nil, "\(position) \(byte)") }
            }
        }
    }

    @Test("limits of depth, size and number hold exactly")
    func limits() throws {
        let limits = JSONLimits(byteCount: 40, depth: 3, valueCount: 6)
        func rule(_ text: String) -> JSONError.Rule? {
            do {
                _ = try JSONValue(parsing: Bytes(utf8: text), limits: limits)
                return nil
            } catch { return error.rule }
        }
        #expect(rule("[[[0]]]") == nil)
        #expect(rule("[[[[]]]]") == .depth)
        #expect(rule(#"[{"a":[0]}]"#) == nil)
        #expect(rule(#"[{"a":{"b":[]}}]"#) == .depth)
        #expect(rule("[1,2,3,4,5]") == nil)
        #expect(rule("[1,2,3,4,5,6]") == .count)
        #expect(rule("\"" + String(repeating: "x", count: 38) + "\"") == nil)
        #expect(rule("\"" + String(repeating: "x", count: 39) + "\"") == .size)
    }

    @Test("a hundred thousand brackets and a million names end in an error, soon")
    func hostileSizes() {
        for bracket in ["[", "{\"a\":"] {
            let text = String(repeating: bracket, count: 100_000)
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
            #expect(error?.rule == .depth)
        }
        var names = "{"
        for index in 0..<100_000 { names += "\"\(index)\":0," }
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: names + "\"99999\":0}")
        }
        #expect(error?.rule == .duplicate)
        #expect((try? JSONValue(parsing: names + "\"x\":0}"))?.object?.count == 100_001)
    }

    @Test("every string of random scalars survives writing and reading in every style")
    func randomStrings() throws {
        var random = SeededRandom(seed: 9)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<24, using: &random) {
                let bound: UInt32 = Bool.random(using: &random) ? 0x80 : 0x11_0000
                let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &random))
                if let scalar { text.unicodeScalars.append(scalar) }
            }
            let value: JSONValue = [.string(text), .object([JSONMember(text, .null)])]
            for style in [JSONStyle.compact, .pretty, .compact.ascii, .pretty.ascii] {
                let written = value.serialized(style)
                #expect(try JSONValue(parsing: written) == value)
                if style.isASCII {
                    #expect(written.utf8.allSatisfy { $0 < 0x7f && ($0 >= 0x20 || $0 == 0x0a) })
                }
            }
        }
    }
}
