import EthereumClient
import Foundation
import TestSupport
import Testing

@Suite("No method of the client is left without a test against the development chain")
struct MethodsCoveredTests {
    @Test("each public method of EthereumClient/Methods is called in a test of this folder")
    func everyMethod() throws {
        let methods = try texts(in: "Sources/EthereumClient/Methods").flatMap { text in
            text.matches(of: /public func (\w+)\(/).map { String($0.1) }
        }
        #expect(Set(methods).count >= 27)
        let tests = try texts(in: "Tests/EthereumClientTests/Devnet").joined()
        for method in Set(methods) { #expect(tests.contains("client.\(method)("), "\(method)") }
    }

    @Test("each JSON-RPC method that the client names is one of the development chain's")
    func everyName() throws {
        let names = try texts(in: "Sources/EthereumClient/Methods").flatMap { text in
            text.matches(of: /"((?:eth|debug|net|web3)_\w+)"/).map { String($0.1) }
        }
        #expect(Set(names).count >= 25)
        let chain = try texts(in: "contracts/devnet", suffix: ".py").joined()
        for name in Set(names) { #expect(chain.contains("\"\(name)\""), "\(name)") }
    }

    /// The texts of a folder's files.
    private func texts(in folder: String, suffix: String = ".swift") throws -> [String] {
        let url = Fixtures.root.appending(path: folder)
        let files = try FileManager.default.subpathsOfDirectory(atPath: url.path)
        return try files.filter { $0.hasSuffix(suffix) }.map {
            try String(contentsOf: url.appending(path: $0), encoding: .utf8)
        }
    }
}
