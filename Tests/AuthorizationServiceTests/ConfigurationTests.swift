import Authorization
import AuthorizationService
import EthereumClient
import Foundation
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("The configuration names the line at fault")
struct ConfigurationTests {
    /// A configuration that is taken.
    static let good = """
        state: /var/lib/authd
        chain:
          id: 8453
          kms: 0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C
          quorum: 2
          providers:
            - operator: a
              url: https://a.example/key
            - operator: b
              url: https://b.example
            - operator: c
              url: http://127.0.0.1:8545
        """

    static func read(_ text: String, path: String = "c.yaml") throws -> ServiceConfiguration {
        try ServiceConfiguration(Bytes(utf8: text), path: path) { name in
            name == "key-url" ? Bytes(utf8: "https://k.example/secret\n") : nil
        }
    }

    @Test("a whole configuration is read, the quorum is more than half where none is named")
    func reads() throws {
        let settings = try Self.read(Self.good)
        guard case .chain(let chain) = settings.backend else { throw Reply.Broken() }
        #expect(chain.rule.quorum == 2 && chain.rule.operators == ["a", "b", "c"])
        #expect(chain.rules.leastEvidence == .single)
        #expect(settings.listening.address == .host("127.0.0.1", port: 8000))
        let without = Self.good.replacing("  quorum: 2\n", with: "")
        guard case .chain(let chain) = try Self.read(without).backend else { throw Reply.Broken() }
        #expect(chain.rule.quorum == 2)
    }

    /// What is replaced in the good one, by what, and where the fault is.
    static let faults: [(String, String, String)] = [
        ("quorum", "qourum", "c.yaml:5:3"), ("quorum: 2", "quorum: 0", "c.yaml:5:11"),
        ("quorum: 2", "quorum: 4", "c.yaml:7:5"), ("quorum: 2", "quorum: 1", "c.yaml:7:5"),
        ("operator: b", "operator: a", "c.yaml:7:5"), ("  id: 8453\n", "", "c.yaml:6:5"),
        ("Ba9C", "Ba9c", "c.yaml:4:8"),
        (
            "kms: 0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C",
            "kms: 0x0000000000000000000000000000000000000000", "c.yaml:4:8"
        ),
        ("https://b", "http://b", "c.yaml:9:7"), ("https://b", "ftp://b", "c.yaml:10:12"),
        ("state: /var/lib/authd\n", "", "c.yaml:1:1"),
        ("state: /var", "listen: {host: 0.0.0.0}\nstate: /var", "c.yaml:1:9"),
        ("state: /var", "listen: {path: p}\nstate: /var", "c.yaml:1:16"),
        ("state: /var", "mock: {policy: allow-all}\nstate: /var", "c.yaml:1:1"),
        ("  quorum", "  leastEvidence: best\n  quorum", "c.yaml:5:18"),
        ("  quorum", "  maxRecentAgeSeconds: 0\n  quorum", "c.yaml:5:24"),
        ("state: /var", "brake: {file: b, keys: []}\nstate: /var", "c.yaml:1:24"),
        ("state: /var", "shadow: {url: nowhere}\nstate: /var", "c.yaml:1:15"),
        ("url: https://a.example/key", "urlFile: nothing", "c.yaml:8:16"),
    ]

    @Test("an unknown, unsafe or impossible setting is refused with its line", arguments: faults)
    func refuses(old: String, new: String, place: String) {
        let text = Self.good.replacing(old, with: new)
        #expect(text != Self.good)
        let fault = #expect(throws: ConfigurationFault.self) { try Self.read(text) }
        #expect(fault?.description.hasPrefix(place + ":") == true, "\(fault?.description ?? "")")
        #expect(fault?.description.contains("a.example/key") != true)
    }

    @Test("a URL may stand in a file of its own, and no message shows one")
    func secrets() throws {
        let text = Self.good.replacing("url: https://a.example/key", with: "urlFile: key-url")
        guard case .chain(let chain) = try Self.read(text).backend else { throw Reply.Broken() }
        #expect(chain.providers[0].url.description == "https://k.example:443")
        #expect(!String(describing: chain).contains("secret"))
    }

    @Test("the example configurations are taken, by their own words")
    func examples() throws {
        let folder = Fixtures.root.appending(path: "packaging/dstack-authd/examples")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        #expect(files.count == 4)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(throws: Never.self) { try Self.read(text, path: file.lastPathComponent) }
        }
    }

    @Test("the incumbent's environment alone is a configuration of one provider")
    func environment() throws {
        var variables = [
            "ETH_RPC_URL": "http://helios:8545",
            "KMS_CONTRACT_ADDR": "0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C",
            "HOST": "0.0.0.0", "PORT": "8001",
        ]
        func read() throws -> ServiceConfiguration {
            try ServiceConfiguration(state: "s") { variables[$0] }
        }
        let settings = try read()
        guard case .chain(let chain) = settings.backend else { throw Reply.Broken() }
        #expect(chain.rule.quorum == 1 && chain.id == nil)
        #expect(settings.listening.address == .host("0.0.0.0", port: 8001))
        #expect(settings.warnings.count == 1)
        for (name, value) in [
            ("ETH_RPC_URL", "nowhere"), ("KMS_CONTRACT_ADDR", "0x12"), ("PORT", "99999"),
            ("ETH_CHAIN_ID", "0x1"),
        ] {
            let before = variables[name]
            variables[name] = value
            let fault = #expect(throws: ConfigurationFault.self) { try read() }
            #expect(fault?.description.hasPrefix(name) == true)
            variables[name] = before
        }
    }

    @Test("JSON says the same as YAML")
    func json() throws {
        let json = """
            {"state": "s", "mock": {"policy": "deny-app", "gatewayAppId": "any"},
             "listen": {"port": 9}}
            """
        let settings = try Self.read(json, path: "c.json")
        guard case .mock(let policy) = settings.backend else { throw Reply.Broken() }
        #expect(policy.choice == .denyApp && policy.gatewayAppID == "any")
        let fault = #expect(throws: ConfigurationFault.self) {
            try Self.read(json.replacing("\"port\": 9", with: "\"prot\": 9"), path: "c.json")
        }
        #expect(fault?.description.hasPrefix("c.json:2:13:") == true)
    }
}
