import Attestation
import Primitives
import Testing

@Suite("CBOR: one item, well-formed, and never a trap")
struct CBORTests {
    /// Examples of RFC 8949, appendix A, and chunks of section 3.2.3.
    static let accepted: [(hex: String, value: CBORValue)] = [
        ("0x00", .unsigned(0)), ("0x17", .unsigned(23)), ("0x1818", .unsigned(24)),
        ("0x1903e8", .unsigned(1000)), ("0x1a000f4240", .unsigned(1_000_000)),
        ("0x1bffffffffffffffff", .unsigned(.max)), ("0x20", .negative(0)),
        ("0x3903e7", .negative(999)), ("0x3bffffffffffffffff", .negative(.max)),
        ("0x40", .bytes([])), ("0x4401020304", .bytes([1, 2, 3, 4])), ("0x60", .text("")),
        ("0x62c3bc", .text("\u{fc}")), ("0x64f0908591", .text("\u{10151}")), ("0x80", .array([])),
        (
            "0x8301820203820405",
            .array([
                .unsigned(1), .array([.unsigned(2), .unsigned(3)]),
                .array([.unsigned(4), .unsigned(5)]),
            ])
        ),
        (
            "0xa26161016162820203",
            .map([
                CBORPair(key: .text("a"), value: .unsigned(1)),
                CBORPair(key: .text("b"), value: .array([.unsigned(2), .unsigned(3)])),
            ])
        ),
        ("0xc11a514b67b0", .tagged(1, .unsigned(1_363_896_240))),
        ("0xf4", .simple(20)), ("0xf6", .null), ("0xf0", .simple(16)), ("0xf8ff", .simple(255)),
        ("0xf93c00", .float([0x3c, 0])), ("0xfa47c35000", .float([0x47, 0xc3, 0x50, 0])),
        ("0xfb3ff199999999999a", .float([0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a])),
        ("0x5f42010243030405ff", .bytes([1, 2, 3, 4, 5])), ("0x5fff", .bytes([])),
        ("0x7f657374726561646d696e67ff", .text("streaming")), ("0x9fff", .array([])),
        (
            "0x9f018202039f0405ffff",
            .array([
                .unsigned(1), .array([.unsigned(2), .unsigned(3)]),
                .array([.unsigned(4), .unsigned(5)]),
            ])
        ),
        (
            "0xbf6346756ef563416d7421ff",
            .map([
                CBORPair(key: .text("Fun"), value: .simple(21)),
                CBORPair(key: .text("Amt"), value: .negative(1)),
            ])
        ),
        // longer lengths than needed are well-formed
        ("0x1817", .unsigned(23)), ("0x580141", .bytes([0x41])),
        ("0x9b000000000000000100", .array([.unsigned(0)])),
    ]

    @Test("An item is read, whatever the encoding of its lengths", arguments: accepted)
    func read(hex: String, value: CBORValue) throws {
        let bytes = try Bytes(hex: hex)
        #expect(try CBORValue(parsing: bytes) == value)
        for length in 0..<bytes.count {
            #expect(throws: CBORError.self, "\(length) of \(hex)") {
                try CBORValue(parsing: bytes.slice(0..<length))
            }
        }
        let trailing = #expect(throws: CBORError.self) { try CBORValue(parsing: bytes + [0]) }
        #expect(trailing?.rule == .trailing && trailing?.offset == bytes.count)
    }

    /// RFC 8949, appendix F, and the limits.
    static let refused: [(hex: String, rule: CBORError.Rule, offset: Int)] = [
        ("0x", .end, 0), ("0x18", .end, 0), ("0x1c", .head, 0), ("0x3d", .head, 0),
        ("0x5e", .head, 0), ("0x1f", .head, 0), ("0xdf00", .head, 0), ("0x41", .end, 0),
        ("0x5bffffffffffffffff010203", .end, 0), ("0x61ff", .utf8, 0), ("0x62eda0", .utf8, 0),
        ("0x9b0000010000000000", .count, 0), ("0xba7fffffff00", .count, 0), ("0x8201", .count, 0),
        ("0x820118", .end, 2), ("0xff", .breakCode, 0), ("0x81ff", .breakCode, 1),
        ("0xbf00ff", .breakCode, 2), ("0xbf0000", .end, 3), ("0x9f01", .end, 2),
        ("0x5f00ff", .chunk, 1), ("0x5f6100ff", .chunk, 1), ("0x5f5f4100ffff", .chunk, 1),
        ("0x7f4100ff", .chunk, 1), ("0x7f61c361bcff", .utf8, 1), ("0xf81f", .simple, 0),
        ("0xf800", .simple, 0), ("0xf818", .simple, 0), ("0xfc", .head, 0),
        ("0xa200010002", .duplicate, 3), ("0xa2000118000a", .duplicate, 3),
        ("0xbf616101616102ff", .duplicate, 4), ("0xa2410001410002", .duplicate, 4),
        ("0xa25f4100ff0141001818", .duplicate, 6), ("0x0000", .trailing, 1),
        ("0x81818181818181818100", .depth, 8), ("0xc1c1c1c1c1c1c1c1c100", .depth, 8),
        ("0x9f9f9f9f9f9f9f9f9fff", .depth, 8),
    ]

    @Test(
        "What is not well-formed or valid is refused by its rule, at its place", arguments: refused)
    func refuse(hex: String, rule: CBORError.Rule, offset: Int) throws {
        let bytes = try Bytes(hex: hex)
        let error = #expect(throws: CBORError.self) { try CBORValue(parsing: bytes) }
        #expect(
            error?.rule == rule && error?.offset == offset, "\(hex): \(String(describing: error))")
        #expect(error?.description.contains(rule.rawValue) == true)
    }

    @Test("The most bytes, levels and items are read; one more is not")
    func limits() throws {
        let limits = CBORLimits(byteCount: 6, depth: 2, itemCount: 3)
        #expect(throws: Never.self) { try CBORValue(parsing: [0x81, 0x81, 0], limits: limits) }
        #expect(throws: CBORError.self) { try CBORValue(parsing: [0x82, 0, 0, 0], limits: limits) }
        for (bytes, rule) in [
            ([0x81, 0x81, 0x80], .depth), ([0x83, 0, 0, 0], .count),
            ([0x46, 0, 0, 0, 0, 0, 0], .size),
        ] as [(Bytes, CBORError.Rule)] {
            let error = #expect(throws: CBORError.self) {
                try CBORValue(parsing: bytes, limits: limits)
            }
            #expect(error?.rule == rule)
        }
    }
}
