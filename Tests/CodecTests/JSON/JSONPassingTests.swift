import Codec
import Primitives
import Testing

/// What is wrong with a text whose one value is passed over; nil where nothing is.
private func fault(_ text: Bytes) -> JSONError? {
    do throws(JSONError) {
        try text.withSpan { span throws(JSONError) in
            var reader = try JSONReader(span)
            try reader.passOver()
            try reader.finish()
        }
        return nil
    } catch { return error }
}

@Suite("What the JSON cursor passes over")
struct JSONPassingTests {
    @Test("every text that is one value is passed to its end")
    func accepted() {
        for row in JSONTexts.accepted {
            #expect(fault(Bytes(utf8: row.text)) == nil, "\(row.text)")
        }
    }

    @Test("what the tree refuses is refused by the same rule at the same place, but names twice")
    func refused() {
        var twice = 0
        for row in JSONTexts.refused {
            let error = fault(row.bytes)
            if row.rule == .duplicate {
                twice += 1
                #expect(error == nil, "\(row.bytes)")
            } else {
                #expect(error?.rule == row.rule && error?.offset == row.offset, "\(row.bytes)")
            }
            #expect(fault(row.twin) == nil, "\(row.twin)")
        }
        #expect(twice > 0)
    }
}
