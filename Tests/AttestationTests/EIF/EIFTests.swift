import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Enclave images: what the hypervisor will measure")
struct EIFTests {
    static let images = (try? Fixtures.cases("attestation/eif.jsonl")) ?? []
    static let malformed = (try? Fixtures.cases("attestation/eif-malformed.jsonl")) ?? []

    @Test("The corpus has 20 images and 50 malformed ones")
    func counts() {
        #expect(Self.images.count == 20 && Self.malformed.count == 50)
    }

    @Test("An image has the registers on which three implementations agree", arguments: images)
    func measured(example: FixtureCase) throws {
        let bytes = try Bytes(hex: example.string("image"))
        let image = try Self.read(bytes, pieces: bytes.count)
        #expect(try image.measurement.pcr0.bytes.hex == example.string("pcr0"))
        #expect(try image.measurement.pcr1.bytes.hex == example.string("pcr1"))
        #expect(try image.measurement.pcr2.bytes.hex == example.string("pcr2"))
        #expect(try image.measurement.osImageHash.hex == example.string("osImageHash"))
        #expect(image.pcr8?.bytes.hex == example.value["pcr8"]?.string)
        #expect(image.signature?.fault == nil)
        #expect(try image.architecture.rawValue == example.string("arch"))
        #expect(try image.version.description == example.string("version"))
        #expect(try image.commandLine == Bytes(utf8: example.string("cmdline")))
        let ramdisks = image.sections.filter { $0.kind == .ramdisk }
        #expect(try ramdisks.count.description == example.string("ramdisks"))
        #expect(image.remarks.isEmpty)
    }

    @Test("Pieces of any size give the same registers")
    func pieces() throws {
        for example in Self.images where ["01", "09"].contains(example.id.prefix(2)) {
            let bytes = try Bytes(hex: example.string("image"))
            for size in [1, 7, 548, 561, 4096] {
                let image = try Self.read(bytes, pieces: size)
                #expect(try image.measurement.osImageHash.hex == example.string("osImageHash"))
                #expect(image.pcr8?.bytes.hex == example.value["pcr8"]?.string)
            }
        }
    }

    @Test("Every prefix of an image is refused")
    func prefixes() throws {
        let signed = try #require(Self.images.first { $0.id.hasPrefix("09") })
        let bytes = try Bytes(hex: signed.string("image"))
        for length in stride(from: 0, to: bytes.count, by: 97) {
            let prefix = bytes.slice(0..<length)
            #expect(throws: EIFError.self) { try Self.read(prefix, pieces: 1024) }
            #expect(throws: EIFError.self) {
                var reader = EIFReader()
                try reader.update(prefix)
                return try reader.finish()
            }
        }
    }

    @Test("A malformed image is refused by its fault", arguments: malformed)
    func refused(example: FixtureCase) throws {
        let bytes = try Bytes(hex: example.string("image"))
        let strict = try example.string("strict")
        let result = Result { try Self.read(bytes, pieces: 4096) }
        switch result {
        case .success(let image):
            switch strict {
            case "accept; PCRs as 02":
                let twin = try #require(Self.images.first { $0.id.hasPrefix("02") })
                #expect(try image.measurement.osImageHash.hex == twin.string("osImageHash"))
            case "accept or warn": #expect(image.remarks.count == 1)
            case "PCRs computed; signature check false", "signature check false":
                #expect(image.signature?.fault != nil)
            default: Issue.record("\(example.id) is accepted: \(strict)")
            }
        case .failure(let failure):
            let error = try #require(failure as? EIFError)
            #expect(error.rules.contains { strict.contains($0) }, "\(example.id): \(error)")
            #expect(error.description.utf8.allSatisfy { (0x20...0x7e).contains($0) })
        }
    }

    private static func read(_ bytes: Bytes, pieces: Int) throws -> EIFImage {
        var reader = EIFReader(fileSize: UInt64(bytes.count))
        for start in stride(from: 0, to: bytes.count, by: max(1, pieces)) {
            try reader.update(bytes.slice(start..<min(bytes.count, start + pieces)))
        }
        return try reader.finish()
    }
}

extension EIFError {
    /// The words of the corpus for the rule.
    fileprivate var rules: [String] {
        switch self {
        case .shortHeader: ["short header"]
        case .magic: ["magic"]
        case .version: ["version"]
        case .sectionCount: ["num_sections", "no kernel"]
        case .table: ["table mismatch", "num_sections"]
        case .overflow: ["size overflow"]
        case .truncated: ["truncated", "size overflow"]
        case .sectionType: ["section type"]
        case .tooLarge: ["size"]
        case .duplicate: ["duplicate"]
        case .order: ["order"]
        case .missing(.kernel): ["no kernel"]
        case .missing(.commandLine): ["no cmdline"]
        case .missing: ["no ramdisk"]
        case .trailing: ["trailing", "num_sections mismatch"]
        case .checksum: ["CRC"]
        case .metadata: ["metadata"]
        case .signature, .certificate: ["signature"]
        }
    }
}
