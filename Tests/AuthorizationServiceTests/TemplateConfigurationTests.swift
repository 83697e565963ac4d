import Authorization
import AuthorizationService
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Templates of the configuration know other contracts' code, each with its layout")
struct TemplateConfigurationTests {
    /// The code of a committed artifact, immutables zero, and where they stand.
    static func artifact(_ name: String) throws -> (code: Bytes, starts: [Int]) {
        let url = Fixtures.root.appending(path: "contracts/artifacts/\(name).json")
        let artifact = try FixtureCase(line: String(contentsOf: url, encoding: .utf8)).value
        let code = try Bytes(hex: try #require(artifact["runtimeBytecode"]?.string))
        let places =
            artifact["immutableReferences"]?.object?.values.flatMap { $0.array ?? [] } ?? []
        return (code, places.compactMap { $0["start"]?.number }.sorted())
    }

    /// The good configuration of ``ConfigurationTests``, with templates from its line 5 on.
    static func good() throws -> String {
        let kms = try artifact("DstackKmsV2")
        let app = try artifact("DstackAppV2")
        let proxy = try artifact("MutableBeacon").code
        let templates = """
              templates:
                proxies:
                  - name: OtherProxy
                    bytes: \(proxy.count)
                    hash: \(Keccak256.hash(proxy).hex)
                kms:
                  - name: DstackKmsV2
                    layout: dstack
                    bytes: \(kms.code.count)
                    immutables: \(kms.starts)
                    hash: \(Keccak256.hash(kms.code).hex)
                apps:
                  - name: DstackAppV2
                    bytes: \(app.code.count)
                    layout: dstack
                    immutables: \(app.starts)
                    hash: \(Keccak256.hash(app.code).hex)

            """
        return ConfigurationTests.good.replacing("  quorum", with: templates + "  quorum")
    }

    static func templates(_ text: String) throws -> CodeTemplates {
        let settings = try ConfigurationTests.read(text)
        guard case .chain(let chain) = settings.backend else { throw Reply.Broken() }
        return chain.templates
    }

    @Test("they are added to the shipped ones, and match their code at its own address alone")
    func reads() throws {
        let templates = try Self.templates(Self.good())
        #expect(templates.proxies.map(\.name) == ["ERC1967Proxy", "OtherProxy"])
        #expect(templates.kms.map(\.name) == ["DstackKms", "DstackKmsV2"])
        #expect(templates.apps.map(\.name) == ["DstackApp", "DstackAppV2"])
        #expect(templates.proxies.allSatisfy { $0.layout == nil })
        #expect((templates.kms + templates.apps).allSatisfy { $0.layout == .dstack })
        let address = try Address(hex: "0x75537828f2ce51be7289709686A69CbFDbB714F1")
        for template in [try #require(templates.kms.last), try #require(templates.apps.last)] {
            let (zeroed, starts) = try Self.artifact(template.name)
            var code = [UInt8](zeroed)
            for start in starts {
                code.replaceSubrange(start..<(start + 32), with: address.word.bytes)
            }
            #expect(starts.count == 3 && template.immutables == starts)
            #expect(template.matches(Bytes(code), at: address))
            #expect(!template.matches(Bytes(code), at: .zero))
            #expect(!template.matches(zeroed, at: address))
        }
    }

    /// What is replaced once, by what, where the fault is, and a word of what is said.
    static let faults: [(String, String, String, String)] = [
        ("layout: dstack", "layout: moved", "12:17", "one of dstack"),
        ("        layout: dstack\n", "", "11:9", "layout"),
        ("        layout: dstack\n        immutables", "        immutables", "17:9", "layout"),
        ("        bytes", "        layout: dstack\n        bytes", "8:9", "layout"),
        ("        bytes", "        immutables: [0]\n        bytes", "8:21", "without immutables"),
        ("[2375, 2416, 2740]", "[2375, 2416, 9999]", "14:34", "within the code"),
        ("[2375, 2416, 2740]", "[2416, 2375, 2740]", "14:28", "in their order"),
        ("[2375, 2416, 2740]", "[2375, 2400, 2740]", "14:28", "in their order"),
        ("[2375, 2416, 2740]", "[-1]", "14:22", "0 to"),
        ("name: DstackKmsV2", "name: \"\"", "11:15", "1 to 80"),
        ("name: DstackKmsV2", "name: \"Dstack\\nKms\"", "11:15", "1 to 80"),
        ("      - name: DstackKmsV2\n        layout", "      - layout", "11:9", "name"),
        ("        bytes: 163\n", "        bytes: 0\n", "8:16", "1 to"),
        ("    apps:", "    app:", "16:5", "known are"),
    ]

    @Test(
        "an unknown or missing layout, and what could match nothing, is refused", arguments: faults)
    func refuses(old: String, new: String, place: String, words: String) throws {
        let good = try Self.good()
        let old = old.replacing("163", with: "\(try Self.artifact("MutableBeacon").code.count)")
        let text = good.replacing(old, with: new, maxReplacements: 1)
        #expect(text != good)
        let fault = #expect(throws: ConfigurationFault.self) { try ConfigurationTests.read(text) }
        let told = fault?.description ?? ""
        #expect(told.hasPrefix("c.yaml:\(place):") && told.contains(words), "\(told)")
    }
}
