import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Identities: mrSystem, mrAggregated and device id on every platform")
struct PlatformMeasurementTests {
    /// The kinds of the corpus that are judged here, and how many there are of each.
    static let counts = [
        "tdx": 12, "gcp tdx": 12, "nitro tpm": 12, "sev-snp": 12, "device tdx": 3, "device snp": 1,
        "device nitro tpm": 1, "instance id": 6, "mr config id": 6, "host data": 6,
        "image checksum file": 1, "compose hash": 20,
    ]
    /// The kinds that other suites judge.
    static let elsewhere: Set = ["nitro image", "device nitro", "event log"]
    static let cases = (try? Fixtures.cases("dstack/measurements.jsonl")) ?? []

    @Test("Every kind of the corpus is judged")
    func kinds() throws {
        var found: [String: Int] = [:]
        for example in Self.cases { found[try example.string("kind"), default: 0] += 1 }
        #expect(found.filter { !Self.elsewhere.contains($0.key) } == Self.counts)
    }

    @Test(
        "The results are the corpus's, and no wrong recipe's",
        arguments: cases.filter {
            counts[$0.value["kind"]?.string ?? ""] != nil
        })
    func judged(example: FixtureCase) throws {
        let results = try Self.results(example)
        for (name, result) in results {
            #expect(try result.hex == example.string(name), "\(example.id): \(name)")
            for wrong in try example.member("wrong").array ?? [] {
                #expect(result.hex != wrong["result"]?.string, "\(example.id)")
            }
        }
        #expect(!results.isEmpty)
    }

    private static func results(_ example: FixtureCase) throws -> [String: Bytes] {
        let inputs = Inputs(example)
        switch try example.string("kind") {
        case "tdx":
            let measurement = try #require(
                TDXMeasurement(
                    mrtd: inputs.register("mrtd"),
                    rtmr: ["rtmr0", "rtmr1", "rtmr2", "rtmr3"].map(inputs.register),
                    configuration: ["mrConfigId", "mrOwner", "mrOwnerConfig"].map(inputs.register)))
            let provider = KeyProvider.measurement(
                info: try inputs.bytes("keyProvider"),
                isBoottime: try example.member("inputs")["boottime"] == .bool(true))
            return [
                "mrKeyProvider": provider.bytes,
                "mrSystem": measurement.mrSystem(keyProvider: provider).bytes,
                "mrAggregated": measurement.mrAggregated.bytes,
            ]
        case "gcp tdx":
            let measurement = try GCPMeasurement(
                pcr0: inputs.hash("pcr0"), pcr2: inputs.hash("pcr2"), pcr14: inputs.hash("pcr14"))
            return [
                "mrSystem": try GCPMeasurement.mrSystem(
                    osImageHash: inputs.hash("osImageHash"),
                    keyProvider: inputs.hash("mrKeyProvider")
                ).bytes,
                "mrAggregated": measurement.mrAggregated.bytes,
            ]
        case "nitro tpm":
            let measurement = try NitroTPMMeasurement(
                pcr4: inputs.register("pcr4"), pcr7: inputs.register("pcr7"),
                pcr12: inputs.register("pcr12"), pcr14: inputs.register("pcr14"))
            return [
                "mrSystem": try measurement.mrSystem(keyProvider: inputs.hash("mrKeyProvider"))
                    .bytes,
                "mrAggregated": measurement.mrAggregated.bytes,
                "bootPcrDigest": measurement.bootDigest.bytes,
            ]
        case "sev-snp":
            let measurement = try SNPMeasurement(
                launch: inputs.register("measurement"), hostData: inputs.hash("hostData"))
            return [
                "mrSystem": measurement.mrSystem.bytes,
                "mrAggregated": measurement.mrAggregated.bytes,
            ]
        default: return try identifiers(example, inputs)
        }
    }

    private static func identifiers(
        _ example: FixtureCase, _ inputs: Inputs
    ) throws -> [String: Bytes] {
        switch try example.string("kind") {
        case "device tdx":
            ["deviceId": try TDXMeasurement.deviceID(ppid: inputs.bytes("ppid")).bytes]
        case "device snp":
            ["deviceId": try SNPMeasurement.deviceID(chipID: inputs.bytes("chipId")).bytes]
        case "device nitro tpm":
            ["deviceId": try NitroTPMMeasurement.deviceID(moduleID: inputs.text("moduleId")).bytes]
        case "instance id":
            [
                "instanceId": try GuestIdentifiers.instanceID(
                    seed: inputs.bytes("seed"), appID: inputs.bytes("appId"),
                    platformBinding: inputs.bytes("platformBinding"))
            ]
        case "mr config id":
            [
                "version1": try #require(
                    TDXMeasurement.configID(composeHash: inputs.hash("composeHash"))
                ).bytes
            ]
        case "host data":
            ["hostData": try SNPMeasurement.hostData(document: inputs.bytes("document")).bytes]
        case "image checksum file":
            [
                "osImageHash": try GuestIdentifiers.osImageHash(checksums: inputs.bytes("content"))
                    .bytes
            ]
        default: try compose(example)
        }
    }

    private static func compose(_ example: FixtureCase) throws -> [String: Bytes] {
        let file = try Bytes(hex: example.string("content"))
        let app = try AppCompose(file: file)
        for wrong in try example.member("wrong").array ?? [] {
            let hash = try Hash32(hex: #require(wrong["result"]?.string))
            let recipe = try #require(wrong["recipe"]?.string)
            guard !recipe.contains("canonical"), !recipe.contains("docker-compose") else {
                continue
            }
            #expect(AppCompose.mistake(giving: hash, for: file) != nil, "\(example.id): \(recipe)")
        }
        #expect(AppCompose.mistake(giving: app.composeHash, for: file) == nil)
        return ["composeHash": app.composeHash.bytes, "defaultAppId": app.defaultAppID]
    }
}

/// The inputs of a case.
private struct Inputs {
    let example: FixtureCase

    init(_ example: FixtureCase) { self.example = example }

    func text(_ name: String) throws -> String {
        try #require(example.member("inputs")[name]?.string, "\(example.id): \(name)")
    }

    func bytes(_ name: String) throws -> Bytes { try Bytes(hex: text(name)) }

    func hash(_ name: String) throws -> Hash32 { try Hash32(hex: text(name)) }

    func register(_ name: String) throws -> PCR { try #require(PCR(bytes(name))) }
}
