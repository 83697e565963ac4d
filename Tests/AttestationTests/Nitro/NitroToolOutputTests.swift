import Attestation
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Nitro: what tools print")
struct NitroToolOutputTests {
    private static let registers = (0...2).map { index in
        PCR.zero.extended(by: [UInt8(index)]).digits
    }

    private static func measurements(_ extra: String = "") -> String {
        let members = registers.enumerated().map { "\"PCR\($0)\": \"\($1)\"" }
        return "\"Measurements\": {" + members.joined(separator: ", ") + extra + "}"
    }

    private static func enclave(_ name: String, flags: String = "NONE") -> String {
        "{\"EnclaveName\": \"\(name)\", \"EnclaveID\": \"i-0-enc\(name)\", \"State\": \"RUNNING\","
            + " \"Flags\": \"\(flags)\", \(measurements())}"
    }

    @Test("Outputs of build-enclave and describe-enclaves give the measurement")
    func accepted() throws {
        let texts = [
            "{\(Self.measurements())}",
            "Start building the Enclave Image...\n{\(Self.measurements(", \"HashAlgorithm\": \"\""))}",
            "[\(Self.enclave("a"))]",
            "[\(Self.enclave("a")), \(Self.enclave("b"))]",
        ]
        for text in texts {
            let output = try NitroToolOutput(parsing: Bytes(utf8: text))
            #expect(try output.measurement().registers.map(\.digits) == Self.registers)
        }
    }

    @Test("Debug mode is refused although its registers look right")
    func debug() throws {
        let one = try NitroToolOutput(
            parsing: Bytes(utf8: "[\(Self.enclave("a", flags: "DEBUG_MODE"))]"))
        #expect(throws: NitroToolError.debugMode(enclave: "a")) { try one.measurement() }
        let two = try NitroToolOutput(
            parsing: Bytes(
                utf8: "[\(Self.enclave("a", flags: "DEBUG_MODE")), \(Self.enclave("b"))]"))
        #expect(throws: NitroToolError.debugMode(enclave: "a")) { try two.measurement() }
        #expect(try two.measurement(of: "b").pcr0.digits == Self.registers[0])
        #expect(throws: NitroToolError.ambiguous(names: ["a", "b"])) {
            try two.measurement(of: "c")
        }
    }

    @Test("An image whose checksum or signature describe-eif finds wrong is refused")
    func failedChecks() throws {
        let passed = ["\"CheckCRC\": true, \"SignatureCheck\": null", "\"SignatureCheck\": true"]
        for member in passed {
            let output = try NitroToolOutput(
                parsing: Bytes(utf8: "{\(member), \(Self.measurements())}"))
            #expect(try output.measurement().registers.map(\.digits) == Self.registers)
        }
        for check in ["CheckCRC", "SignatureCheck"] {
            let output = try NitroToolOutput(
                parsing: Bytes(utf8: "{\"\(check)\": false, \(Self.measurements())}"))
            #expect(throws: NitroToolError.failedCheck(check)) { try output.measurement() }
            #expect(throws: NitroToolError.type(member: check)) {
                try NitroToolOutput(
                    parsing: Bytes(utf8: "{\"\(check)\": \"no\", \(Self.measurements())}"))
            }
        }
    }

    @Test("No running enclave and no JSON are named")
    func nothing() throws {
        let output = try NitroToolOutput(parsing: Bytes(utf8: "[]"))
        #expect(throws: NitroToolError.none) { try output.measurement() }
        #expect(throws: NitroToolError.noMeasurement) { try NitroToolOutput(parsing: []) }
    }

    @Test("Lines of JSON do not pass as pasted lines, so that flags are never lost")
    func brokenJSON() {
        let lines = Self.registers.enumerated().map { "\"PCR\($0)\": \"\($1)\"," }
        let text = "x {\n\"Flags\": \"DEBUG_MODE\",\n" + lines.joined(separator: "\n")
        #expect(throws: NitroToolError.noMeasurement) {
            try NitroToolOutput(parsing: Bytes(utf8: text))
        }
    }

    @Test("A name may stand twice in Metadata, which is not read, and nowhere else")
    func metadata() throws {
        let twice = "\"Metadata\": {\"a\": {\"}\": 1}, \"a\": \"\\\"{\"}"
        let good = "{\(twice), \(Self.measurements())}"
        #expect(try !NitroToolOutput(parsing: Bytes(utf8: good)).images.isEmpty)
        let bad = "{\(Self.measurements(", \"PCR0\": \"\"")), \(twice)}"
        let error = #expect(throws: NitroToolError.self) {
            try NitroToolOutput(parsing: Bytes(utf8: bad))
        }
        #expect(error?.description.contains("stands twice") == true)
    }

    /// Our answers where the data leaves the choice (`policy`): what JSON we find, whatever
    /// surrounds it, is read; enclaves must run, and be of one image.
    private static let policies: [String: Bool] = [
        "build-bom": true, "build-flat": true, "build-flat-with-prefix": true,
        "describe-two-different": false, "describe-terminating": false, "describe-object": true,
        "describe-connection-warning": true,
    ]

    @Test(
        "The tools' texts of the shared data are judged as its maker judges them",
        .enabled(if: Fixtures.sharedData != nil, "the shared data is not beside this checkout"))
    func sharedData() throws {
        let folder = try #require(Fixtures.sharedData).appending(path: "attestation/nitro-cli")
        let text = try String(
            contentsOf: folder.appending(path: "edge-cases.jsonl"), encoding: .utf8)
        let cases = try text.split(separator: "\n").map { try FixtureCase(line: String($0)) }
        #expect(cases.count == 45)
        for example in cases {
            let name = try example.string("name")
            let expectation = try example.string("expect")
            let expected = Self.policies[name] ?? (expectation == "accept")
            let input = try Bytes(utf8: example.string("input"))
            let results = example.value["result"].map { $0.array ?? [$0] } ?? []
            do throws(NitroToolError) {
                let output = try NitroToolOutput(parsing: input)
                if !output.images.isEmpty { _ = try output.measurement() }
                #expect(expected, "\(name) is to be refused")
                for (image, result) in zip(output.images, results) where !result.isNull {
                    #expect(
                        image.measurement.osImageHash.hex.dropFirst(2)
                            == result["os_image_hash"]?.string ?? "", "\(name)")
                }
            } catch {
                #expect(!expected, "\(name): \(error)")
            }
        }
    }

    /// What is told of outputs that give no measurement, by their names; the other files give that of
    /// the image whose number they have.
    private static let faults = [
        "describe-eif-malformed-wrong-crc": "CheckCRC is false",
        "describe-eif-malformed-signature-of-other-image": "SignatureCheck is false",
        "describe-enclaves-debug": "debug mode", "describe-enclaves-none": "no enclave",
        "describe-enclaves-old-version-no-measurements": "[0].Measurements is missing",
        "describe-enclaves-three": "[2].Measurements is missing",
        "run-enclave": "Flags is missing", "terminate-enclave": "Flags is missing",
        "terminate-enclave-old": "Flags is missing",
    ]

    @Test(
        "The 21 outputs of nitro-cli give the measurement of their image, or are refused by name",
        .enabled(if: Fixtures.sharedData != nil, "the shared data is not beside this checkout"))
    func outputs() throws {
        let folder = try #require(Fixtures.sharedData).appending(path: "attestation/nitro-cli")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }
        #expect(files.count == 21)
        let images = try Fixtures.cases("attestation/eif.jsonl")
        for file in files {
            let text = Bytes([UInt8](try Data(contentsOf: folder.appending(path: file))))
            let result = Result { try NitroToolOutput(parsing: text).measurement() }
            switch (result, Self.faults[String(file.dropLast(5))]) {
            case (.success(let measurement), nil):
                // Running enclaves and the malformed images are made of the image 02.
                let number =
                    file.split(separator: "-").first { $0.count == 2 && Int($0) != nil } ?? "02"
                let image = try #require(images.first { $0.id.hasPrefix(number) })
                #expect(
                    try measurement.osImageHash.hex == image.string("osImageHash"), "\(file)")
            case (.failure(let error), let fault?):
                #expect("\(error)".contains(fault), "\(file): \(error)")
            case (let result, let fault): Issue.record("\(file): \(result), \(fault ?? "read")")
            }
        }
    }
}
