import Codec
import Primitives
import TestSupport
import Testing

/// What the tests read: an object with members of every kind.
private struct Record: Equatable {
    var hash = Hash32.zero
    var address = Address.zero
    var data = Bytes()
    var number: UInt64 = 0
    var items: [UInt64] = []
    var flag: Bool?
    var unknown: [String] = []

    static let names = ["hash", "address", "data", "blockNumberOfTheRecord", "items", "flag"]

    static func read(
        _ reader: inout JSONReader, _ table: inout JSONFieldTable
    ) throws(JSONError) -> Record {
        var record = Record()
        var fields = JSONFields()
        try reader.beginObject()
        while let field = try reader.nextField(&table, &fields) {
            switch field {
            case 0: record.hash = try reader.hash32()
            case 1: record.address = try reader.address()
            case 2: record.data = try reader.bytes()
            case 3: record.number = try reader.quantity()
            case 4:
                try reader.beginArray()
                while try reader.nextItem() { record.items.append(try reader.quantity()) }
            default: record.flag = try reader.takesNull() ? nil : try reader.bool()
            }
        }
        try reader.require([0, 1, 2, 3], of: table, in: fields)
        record.unknown = fields.unknown
        return record
    }

    static func list(
        _ text: Bytes, limits: JSONLimits = .standard
    ) throws(JSONError) -> [Record] {
        try text.withSpan { span throws(JSONError) in
            var reader = try JSONReader(span, limits: limits)
            var table = JSONFieldTable(names)
            var records: [Record] = []
            try reader.beginArray()
            while try reader.nextItem() { records.append(try read(&reader, &table)) }
            try reader.finish()
            return records
        }
    }

    static func list(_ text: String) throws(JSONError) -> [Record] {
        try list(Bytes(utf8: text))
    }
}

private let hash = "0x00112233445566778899aAbBcCdDeEfF00112233445566778899aabbccddeeff"
private let address = "0xffeeddccbbaa99887766554433221100FFEEDDCC"

private func text(
    hash: String = "\"\(hash)\"", address: String = "\"\(address)\"", data: String = "\"0x12ab\"",
    number: String = "\"0x1f\"", more: String = ""
) -> String {
    "{\"hash\":\(hash),\"address\":\(address),\"data\":\(data),"
        + "\"blockNumberOfTheRecord\":\(number)\(more)}"
}

@Suite("The JSON cursor reads what the tree reads, without the tree")
struct JSONReaderTests {
    @Test("members in any order, any spacing, with escaped names are read alike")
    func orders() throws {
        let record = try #require(try Record.list("[\(text())]").first)
        #expect(record.hash == (try Hash32(hex: hash)))
        #expect(record.address == Address(try Bytes(hex: address)))
        #expect(record.data == [0x12, 0xab])
        #expect(record.number == 31)
        let variants = [
            "{ \"blockNumberOfTheRecord\" : \"0x1f\" , \"data\":\"0x12AB\",\n"
                + "\"address\":\"\(address)\",\"hash\":\"\(hash)\" }",
            text().replacing("\"hash\"", with: #""\u0068ash""#),
            text().replacing("\"blockNumberOf", with: #""block\u004eumberOf"#),
            text(more: ",\"items\":[],\"flag\":null"),
        ]
        let expected = Array(repeating: record, count: variants.count)
        #expect(try Record.list("[" + variants.joined(separator: " , ") + "]") == expected)
    }

    @Test("unknown members are checked, skipped and named")
    func unknown() throws {
        var record = try #require(try Record.list("[\(text())]").first)
        record.unknown = ["x", "a name that is longer than three words of bytes", "é", "hashes"]
        let members =
            #","x":{"y":[1,{"z":"\n"}]},"a name that is longer than three words of bytes":1.5e3,"#
            + #""\u00e9":"é\ud834\udd1e","hashes":false"#
        #expect(try Record.list("[\(text(more: members))]") == [record])
    }

    @Test("arrays and booleans are read")
    func arrays() throws {
        var record = try #require(try Record.list("[\(text())]").first)
        record.items = [0, 1, .max]
        record.flag = true
        let members = #","items":["0x0", "0x1" ,"0xffffffffffffffff" ],"flag":true"#
        #expect(try Record.list("[\(text(more: members))]") == [record])
    }

    static let refused: [(String, JSONError.Rule, String?)] = [
        (text(hash: "\"0x\""), .form, "hash"), (text(hash: "\"\(hash)0\""), .form, "hash"),
        (text(hash: "\"\(hash.dropLast())\""), .form, "hash"),
        (text(hash: "\"\(hash.dropLast())g\""), .form, "hash"),
        (text(hash: "\"0X\(hash.dropFirst(2))\""), .form, "hash"),
        (text(hash: "\"\(hash.dropFirst(2))00\""), .form, "hash"),
        (text(hash: "null"), .type, "hash"), (text(hash: "12"), .type, "hash"),
        (text(hash: "[]"), .type, "hash"), (text(hash: "x"), .value, nil),
        (text(hash: "\"\u{1}\""), .control, nil),
        (text(address: "\"\(address)00\""), .form, "address"),
        (text(address: "\"0x\(String(repeating: "é", count: 20))\""), .form, "address"),
        (text(data: "\"0x1\""), .form, "data"), (text(data: "\"12\""), .form, "data"),
        (text(data: "\"0x1g\""), .form, "data"), (text(data: "\"0x12 \""), .form, "data"),
        (text(data: #""0x\u0031\u0032""#), .form, "data"), (text(data: "\"\""), .form, "data"),
        (text(number: "\"0x\""), .form, "blockNumberOfTheRecord"),
        (text(number: "\"0x01\""), .form, "blockNumberOfTheRecord"),
        (text(number: "\"0x1F\""), .form, "blockNumberOfTheRecord"),
        (text(number: "\"0x10000000000000000\""), .form, "blockNumberOfTheRecord"),
        (text(number: "31"), .type, "blockNumberOfTheRecord"),
        (text(number: "-0.5e1"), .type, "blockNumberOfTheRecord"),
        (text(more: ",\"hash\":\"\(hash)\""), .duplicate, "hash"),
        (text(more: ",\"\\u0068ash\":1"), .duplicate, "hash"),
        (text(more: ",\"x\":1,\"\\u0078\":1"), .duplicate, "x"),
        (text(more: ",\"x\":{\"y\":1,\"y\":2}"), .duplicate, "y"),
        (text(more: ",\"x\":\"\\ud800\""), .surrogate, nil),
        (text(more: ",\"x\":01"), .separator, nil), (text(more: ",\"x\":tru}"), .value, nil),
        (text(more: ","), .separator, nil), (text(more: ",,"), .separator, nil),
        (text(more: " \"x\":1"), .separator, nil), (text(more: ",\"x\" 1"), .separator, nil),
        (text(more: ",\"items\":{}"), .type, "items"), (text(more: ",\"items\":[,]"), .value, nil),
        (text(more: ",\"items\":[\"0x1\",]"), .value, nil),
        (text(more: ",\"flag\":\"true\""), .type, "flag"),
        (text(more: ",\"flag\":nul"), .value, nil),
        ("{\"address\":\"\(address)\"}", .missing, "hash"), ("{}", .missing, "hash"),
        ("[]", .type, nil), ("\"\"", .type, nil),
    ]

    @Test("what differs from the form is refused, and the member is named", arguments: refused)
    func refuses(object: String, rule: JSONError.Rule, name: String?) {
        let error = #expect(throws: JSONError.self) { try Record.list("[\(object)]") }
        #expect(error?.rule == rule)
        if let name { #expect(error?.name == name) }
        // The same fault behind a good record, where the order of names was learnt.
        #expect(throws: JSONError.self) { try Record.list("[\(text()),\(object)]") }
    }

    @Test("no beginning of a text is a text of its own")
    func truncations() {
        let members = #","x":{"y":["\u00e9",1.5]},"items":["0x1"],"flag":true"#
        let whole = Bytes(utf8: "[\(text(more: members))]")
        for count in 0..<whole.count {
            #expect(throws: JSONError.self) { try Record.list(whole.slice(0..<count)) }
        }
    }

    @Test("whatever single byte is changed, the cursor takes nothing that the tree refuses")
    func changedBytes() {
        let whole = [UInt8]("[\(text(more: #","x":[1,{"y":null}],"flag":true"#))]".utf8)
        var taken = 0
        for position in whole.indices {
            for byte in stride(from: UInt8.min, to: .max, by: 3) {
                var changed = whole
                changed[position] = byte
                let text = Bytes(changed)
                guard (try? Record.list(text)) != nil else { continue }
                taken += 1
                if (try? JSONValue(parsing: text)) == nil { Issue.record("\(position) \(byte)") }
            }
        }
        #expect(taken > 1000)
    }

    @Test("limits hold for the cursor too")
    func limits() {
        func rule(_ text: String, _ limits: JSONLimits) -> JSONError.Rule? {
            do throws(JSONError) {
                _ = try Record.list(Bytes(utf8: text), limits: limits)
                return nil
            } catch { return error.rule }
        }
        let one = "[\(text(more: ",\"x\":[[0]]"))]"
        let exact = JSONLimits(byteCount: one.utf8.count, depth: 4, valueCount: 9)
        #expect(rule(one, exact) == nil)
        var limits = exact
        limits.byteCount -= 1
        #expect(rule(one, limits) == .size)
        limits = exact
        limits.depth -= 1
        #expect(rule(one, limits) == .depth)
        limits = exact
        limits.valueCount -= 1
        #expect(rule(one, limits) == .count)
        let members = (0..<65).map { ",\"m\($0)\":0" }.joined()
        #expect(rule("[\(text(more: members))]", .standard) == .count)
    }

    @Test("every quantity of every length is read")
    func quantities() throws {
        for bits in 0..<64 {
            let value = UInt64.max >> UInt64(bits)
            let hex = "\"0x" + String(value, radix: 16) + "\""
            #expect(try Record.list("[\(text(number: hex))]").first?.number == value)
        }
    }
}
