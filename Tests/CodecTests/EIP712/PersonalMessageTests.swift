import Codec
import Primitives
import TestSupport
import Testing

@Suite("Personal messages hash as wallets sign them")
struct PersonalMessageTests {
    @Test("Every message has its hash")
    func messages() throws {
        let cases = try Fixtures.cases("eip712/personal_messages.jsonl")
        #expect(cases.count == 60)
        for entry in cases {
            let bytes = try Bytes(hex: try entry.string("message"))
            #expect(PersonalMessage(bytes).digest.hex == (try entry.string("hash")), "\(entry.id)")
            if let text = entry.value["text"]?.string {
                #expect(PersonalMessage(text).bytes == bytes, "\(entry.id)")
            }
        }
    }
}
