import Attestation
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

/// Files of guests in the field that other tools measured wrongly; they stand beside the checkout.
@Suite(
    "What broke other tools: compose files and event logs of the field",
    .enabled(if: Fixtures.sharedData != nil, "needs ../shared/data"))
struct FieldCaseTests {
    private func file(_ name: String) throws -> Bytes {
        let path = try #require(Fixtures.sharedData).appending(path: "field/\(name)")
        return Bytes([UInt8](try Data(contentsOf: path)))
    }

    @Test("G27: a compose file is hashed as its bytes are, not as JSON in another spelling")
    func composeFile() throws {
        let file = try file("near-app-compose.json")
        #expect(file.count == 1_643)
        let app = try AppCompose(file: file)
        #expect(
            app.composeHash.hex
                == "0x2911e1f733466216dedb862d6d669e11256ee7a34ce4dbc66c4b807ba7a9c895")
        #expect(app.defaultAppID.hex == "0x2911e1f733466216dedb862d6d669e11256ee7a3")
        let compact = try AppCompose(file: JSONValue(parsing: file).serializedBytes())
        #expect(
            compact.composeHash.hex
                == "0xda223ef4d53cb61d7750f21b3a9034ac06f305d69011013d16eddd5d6878bafc")
        let mistake = AppCompose.mistake(giving: compact.composeHash, for: file)
        #expect(mistake == "SHA-256 of the file's JSON written anew without white space")
    }

    @Test("G28: a compose file with && and >= is hashed without escapes of HTML")
    func composeWithSigns() throws {
        let file = try file("compose-go.json")
        #expect(file.count == 209)
        #expect(
            try AppCompose(file: file).composeHash.hex
                == "0x96a720a0eaad44bd59e08022e61f012d030235f66406db59791cd552ee17fcf7")
    }

    @Test(
        "G28: what Go makes of the file is named as what it is",
        arguments: [
            ("c897bf71a31e231fb00c7f6d23963e4dd306a98b380e3145de5a54072906d3a9", "> escaped"),
            (
                "7150c88b51a9d71807486e62bfef8c8d27860fcc98ef3ca8c43081bce70324fd",
                "init_script lost"
            ),
        ])
    func composeOfGo(hash: String, words: String) throws {
        let file = try file("compose-go.json")
        let mistake = AppCompose.mistake(giving: try Hash32(hex: "0x" + hash), for: file)
        #expect(try #require(mistake).hasSuffix(words))
        #expect(
            try AppCompose.mistake(giving: AppCompose(file: file).composeHash, for: file) == nil)
    }

    @Test("G29: an event with a measured name in another register is never read")
    func injectedEvent() throws {
        let document = try JSONValue(parsing: file("near-tcb-info-injected.json"))
        let events = try AttestationContainer.events(log: #require(document["event_log"]))
        #expect(events.contains { $0.register != 3 && $0.name == "compose-hash" })
        let log = EventLog(guest: events)
        #expect(
            log.payload("compose-hash")?.hex
                == "0x2911e1f733466216dedb862d6d669e11256ee7a34ce4dbc66c4b807ba7a9c895")
        #expect(log.payloads("compose-hash").count == 1)
        let register = try #require(document["rtmr3"]?.string)
        #expect(log.replay(.sha384).hex == "0x" + register)
    }
}
