import Codec
import Testing

@Suite("JSON values keep numbers, order and bytes")
struct JSONValueTests {
    @Test("pretty text has two spaces a level, and no lines in what is empty")
    func pretty() {
        let value: JSONValue = [
            "chainId": "0x2105", "list": [1, [], ["x": .null]], "empty": [:], "flag": true,
        ]
        #expect(
            value.serialized(.pretty) == """
                {
                  "chainId": "0x2105",
                  "list": [
                    1,
                    [],
                    {
                      "x": null
                    }
                  ],
                  "empty": {},
                  "flag": true
                }
                """)
    }

    @Test("names are looked up by bytes, not by what looks alike")
    func lookUp() throws {
        let value = try JSONValue(parsing: "{\"\u{212a}ms\":1,\"e\u{301}\":2,\"a\":null}")
        #expect(value["Kms"] == nil)
        #expect(value["\u{212a}ms"] == 1)
        #expect(value["\u{e9}"] == nil)
        #expect(value["e\u{301}"]?.number == "2")
        #expect(value["a"]?.isNull == true)
        #expect(value["b"] == nil)
        #expect(JSONValue.string("\u{212a}") != JSONValue.string("K"))
        #expect(JSONValue.null["a"] == nil && value[0] == nil)
    }

    @Test("numbers are compared and read by their text")
    func numbers() throws {
        #expect(JSONValue.number("1") != JSONValue.number("1.0"))
        #expect(try JSONValue(parsing: "-7").integer() == -7)
        #expect(try JSONValue(parsing: "18446744073709551615").integer(as: UInt64.self) == .max)
        for text in ["18446744073709551616", "-1", "1.0", "1e3", "\"1\"", "null"] {
            #expect(try JSONValue(parsing: text).integer(as: UInt64.self) == nil)
        }
        #expect(JSONValue.number("+1").integer() == nil)
        #expect(JSONValue(UInt64.max).serialized() == "18446744073709551615")
    }

    @Test("a number that is none is written as a string: nothing can be injected")
    func noInjection() {
        #expect(JSONValue.number("1,2").serialized() == #""1,2""#)
        #expect(JSONValue.number("").serialized() == #""""#)
        #expect(JSONValue.number("0x1").serialized() == #""0x1""#)
        #expect(JSONValue.number("1e5").serialized() == "1e5")
    }

    @Test("the ASCII style shows terminals nothing but printable characters")
    func ascii() {
        let value = JSONValue.string("\u{1b}[2J é\u{202e}𝄞\u{7f}")
        #expect(value.description == #""\u001b[2J \u00e9\u202e\ud834\udd1e\u007f""#)
    }
}
