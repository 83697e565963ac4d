import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Nitro: from three registers to the hash that is registered")
struct NitroMeasurementTests {
    @Test("Every image of the corpus has its hash, and every wrong recipe is named")
    func images() throws {
        let cases = try Fixtures.cases("dstack/measurements.jsonl").filter {
            try $0.string("kind") == "nitro image"
        }
        #expect(cases.count == 23)
        for example in cases {
            let measurement = try example.measurement()
            let hash = try Hash32(hex: example.string("osImageHash"))
            #expect(measurement.osImageHash == hash, "\(example.id)")
            #expect(measurement.recipe(giving: hash) == .right, "\(example.id)")
            #expect(measurement.recipe(giving: SHA256Of.nothing) == nil)
            for wrong in try example.member("wrong").array ?? [] {
                let result = try Hash32(hex: #require(wrong["result"]?.string))
                let recipe = measurement.recipe(giving: result)
                guard result != hash, !measurement.pcr0.isZero else { continue }
                #expect(recipe?.description == wrong["recipe"]?.string, "\(example.id)")
            }
        }
    }

    @Test("The measurement of debug enclaves is refused, and so is one zero register")
    func refused() throws {
        let debug = NitroMeasurement(pcr0: .zero, pcr1: .zero, pcr2: .zero)
        #expect(debug.refusal == .debug)
        #expect(
            debug.osImageHash.hex
                == "0x81c611f35bff79491538b2f7cf201c7597a661a5c549633541c62bdc8af1613f")
        let one = PCR.zero.extended(by: [1])
        #expect(NitroMeasurement(pcr0: one, pcr1: one, pcr2: one).refusal == nil)
        #expect(
            NitroMeasurement(pcr0: one, pcr1: .zero, pcr2: one).refusal == .zeroRegister(1))
    }

    @Test("A parent instance has its device id before it runs")
    func devices() throws {
        let cases = try Fixtures.cases("dstack/measurements.jsonl").filter {
            try $0.string("kind") == "device nitro"
        }
        #expect(cases.count == 3)
        for example in cases {
            let id = try #require(try example.member("inputs")["parentInstanceId"]?.string)
            let pcr4 = NitroDevice.pcr4(instanceID: id)
            #expect(pcr4.bytes.hex == (try example.string("pcr4")), "\(example.id)")
            #expect(
                NitroDevice.id(pcr4: pcr4).hex == (try example.string("deviceId")),
                "\(example.id)")
        }
        #expect(
            NitroDevice.legacyID.hex
                == "0xde7d1b721a1e0632b7cf04edf5032c8ecffa9f9a08492152b926f1a5a7e765d7")
    }

    @Test("Lines as a prover publishes them are read (G30)")
    func pasted() throws {
        let registers = [
            "e81e482f408bf0cd87b3c04b2547203534648f4f0feba45fa18c2f6ea72d6dae"
                + "639f9f0864a6d49e512f38f3121f7aa3",
            "fa2593b59f3e4fc7daba5cbdddfd3449d67cd02d43bb1128885e8f38b914d081"
                + "dccdb68fff6d5b7a76bcb866a18a74a3",
            "da0159baa58f8a896aca0a61d872ac84a38efda0b5e97e183347587d3f7f556e"
                + "b2a18fcc270cc372776b41f12af76340",
        ]
        for form in ["PCR%: @\n", "PCR%=@\r\n", "  \"PCR%\": \"@\",\n", "PCR%\t@\n"] {
            let text = registers.enumerated().map { index, digits in
                form.replacing("%", with: "\(index)").replacing("@", with: digits)
            }.joined()
            let output = try NitroToolOutput(parsing: Bytes(utf8: "Published:\n" + text))
            let measurement = try output.measurement()
            #expect(
                measurement.osImageHash.hex
                    == "0x7036b6e08bb64841ecdd6195f7aa84174699e74d623756413cd1fac09b3047a7")
        }
        #expect(throws: NitroToolError.missing(member: "PCR1")) {
            try NitroToolOutput(parsing: Bytes(utf8: "PCR0: \(registers[0])"))
        }
        #expect(throws: NitroToolError.twice(member: "PCR0")) {
            try NitroToolOutput(
                parsing: Bytes(utf8: "PCR0: \(registers[0])\nPCR0: \(registers[1])"))
        }
        let cut = #expect(throws: NitroToolError.self) {
            try NitroToolOutput(parsing: Bytes(utf8: "PCR0: \(registers[0].dropLast())"))
        }
        #expect(cut?.description.contains("96 expected, 95 found") == true)
    }
}

/// A hash that belongs to no image.
private enum SHA256Of {
    static let nothing = Keccak256.hash(utf8: "another image")
}

extension FixtureCase {
    fileprivate func measurement() throws -> NitroMeasurement {
        func register(_ name: String) throws -> PCR {
            try #require(PCR(Bytes(hex: string(name))))
        }
        return NitroMeasurement(
            pcr0: try register("pcr0"), pcr1: try register("pcr1"), pcr2: try register("pcr2"))
    }
}
