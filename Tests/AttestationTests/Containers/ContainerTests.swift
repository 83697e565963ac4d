import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Containers: dstack's attestations in SCALE and MessagePack")
struct ContainerTests {
    static let good = (try? Fixtures.cases("attestation/containers.jsonl")) ?? []
    static let malformed = (try? Fixtures.cases("attestation/containers-malformed.jsonl")) ?? []

    @Test("The corpus has 15 containers and 46 malformed ones")
    func counts() {
        #expect(Self.good.count == 15 && Self.malformed.count == 46)
    }

    @Test("A container is read whole", arguments: good)
    func read(example: FixtureCase) throws {
        let bytes = try Bytes(hex: example.string("container"))
        let container = try AttestationContainer(parsing: bytes)
        #expect(try container.format.rawValue == example.string("format"))
        #expect(try container.evidence.platform.rawValue == example.string("platform"))
        #expect(try container.reportData.hex == example.string("reportData"))
        #expect(try container.configuration == example.string("configuration"))
        #expect(container.reportDataPayload == example.value["payload"]?.string)
        let events = try example.member("events").array ?? []
        #expect(container.log.events.count == events.count)
        for (event, expected) in zip(container.log.events, events) {
            #expect(event.name == expected["name"]?.string)
            #expect(event.payload.hex == expected["payload"]?.string)
            #expect(event.version.rawValue.description == expected["version"]?.string)
            let digest = RegisterBank.sha384.digest(of: event.preimage)
            #expect(digest.hex == expected["digest"]?.string)
        }
        let entries: Int? =
            switch container.evidence {
            case .tdx(_, let events): events.count
            case .snp(_, let certificates, _): certificates.count
            case .nitroEnclave: nil
            }
        #expect(entries?.description == example.value["entries"]?.string)
        for length in stride(from: 0, to: bytes.count, by: 211) {
            #expect(throws: ContainerError.self) {
                try AttestationContainer(parsing: bytes.slice(0..<length))
            }
        }
    }

    @Test("A malformed container is refused in the layer of its fault", arguments: malformed)
    func refused(example: FixtureCase) throws {
        let bytes = try Bytes(hex: example.string("container"))
        let error = #expect(throws: ContainerError.self, "\(example.id)") {
            try AttestationContainer(parsing: bytes)
        }
        #expect(
            try error?.layer(of: bytes) == example.string("layer"), "\(String(describing: error))")
        #expect(error?.description.utf8.allSatisfy { (0x20...0x7e).contains($0) } == true)
    }

    @Test("A Nitro container gives the boot that its document signs, and the claims beside it")
    func boot() throws {
        let honest = try Self.boot("V1 nitro, events: whole")
        #expect(honest.refusals.isEmpty)
        #expect(honest.identity.appID == Known(Bytes(repeating: 0x11, count: 20), .claimed))
        #expect(honest.identity.instanceID == Known(Bytes(repeating: 0x22, count: 20), .claimed))
        #expect(honest.identity.keyProviderInfo.origin == .claimed)
        #expect(honest.binding.reportData?.count == 64)
        #expect(try Self.boot("V0 nitro, events: whole") == honest)
        #expect(try Self.boot("V1 nitro, events: late").identity.appID.origin == .absent)
        let debug = try Self.boot("V0 nitro, debug, no configuration")
        #expect(debug.refusals.map(\.code) == [.debug])
    }

    @Test("A container whose report data are not signed is refused")
    func reportData() throws {
        let example = try #require(Self.good.first { $0.id == "V1 nitro, events: boot" })
        let text = try example.string("container")
        let bytes = [UInt8](try Bytes(hex: text))
        // The guest's own report data are the last but configuration and events.
        var forged = bytes
        let name = Array("report_data".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        let first = place + name.count + 3
        let octet = try #require(bytes[first...].firstIndex { $0 < 0x7f })
        forged[octet] ^= 1
        let container = try AttestationContainer(parsing: Bytes(forged))
        #expect(throws: NitroEvidenceError.reportData) {
            try MeasuredBoot(nitro: container, root: NSMExpectation.root, at: Self.now)
        }
    }

    private static let now = EvidenceTime(milliseconds: 1_780_315_201_000)

    private static func boot(_ id: String) throws -> MeasuredBoot {
        let example = try #require(good.first { $0.id == id })
        let container = try AttestationContainer(
            parsing: Bytes(hex: example.string("container")))
        return try MeasuredBoot(nitro: container, root: NSMExpectation.root, at: now)
    }
}

extension ContainerError {
    /// The layer of the corpus to which the rule belongs.
    fileprivate func layer(of bytes: Bytes) -> String {
        switch self {
        // The number of V0, a member of V1.
        case .unsupported: bytes.first == 0 ? "scale" : "schema"
        case .empty, .size, .firstByte: "container"
        case .scale: "scale"
        case .messagePack: "msgpack"
        case .version, .missing, .type, .unknown, .kind, .report, .reportData, .eventVersion:
            "schema"
        }
    }
}
