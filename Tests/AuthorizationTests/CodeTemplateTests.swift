import Authorization
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Code templates")
struct CodeTemplateTests {
    @Test(
        "Each template is the one of its artifact, at any address",
        arguments: [CodeTemplate.proxy, .dstackKms, .dstackApp])
    func artifact(template: CodeTemplate) throws {
        let url = Fixtures.root.appending(path: "contracts/artifacts/\(template.name).json")
        let artifact = try FixtureCase(line: String(contentsOf: url, encoding: .utf8)).value
        var code = [UInt8](try Bytes(hex: try #require(artifact["runtimeBytecode"]?.string)))
        let address = try Address(hex: "0x75537828f2ce51be7289709686A69CbFDbB714F1")
        let places =
            artifact["immutableReferences"]?.object?.values.flatMap { $0.array ?? [] } ?? []
        #expect(places.count == template.immutables.count)
        for place in places {
            let start = try #require(place["start"]?.number)
            code.replaceSubrange(start..<(start + 32), with: address.word.bytes)
        }
        #expect(template.matches(Bytes(code), at: address))
        #expect(template.matches(Bytes(code), at: .zero) == places.isEmpty)
        for index in [0, code.count / 2, code.count - 1] {
            var other = code
            other[index] ^= 1
            #expect(!template.matches(Bytes(other), at: address))
        }
        #expect(!template.matches(Bytes(code + [0]), at: address))
    }

    @Test("Gateway ids that guests can check, and others")
    func gateways() {
        let id = "0x9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a"
        for good in ["", id, String(id.dropFirst(2)), id + "," + id] {
            #expect(GatewayRule.isAcceptable(good), "\(good)")
        }
        for bad in ["any", id + ",any", id + ",", "0X" + id.dropFirst(2), id + "0", " " + id] {
            #expect(!GatewayRule.isAcceptable(bad), "\(bad)")
        }
    }
}
