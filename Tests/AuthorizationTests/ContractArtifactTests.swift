import Authorization
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("A template is made of a compiled contract's artifact")
struct ContractArtifactTests {
    static func document(_ name: String) throws -> JSONValue {
        let url = Fixtures.root.appending(path: "contracts/artifacts/\(name).json")
        return try JSONValue(
            parsing: Bytes([UInt8](Data(contentsOf: url))),
            limits: JSONLimits(byteCount: 16 << 20, depth: 64, valueCount: 1_000_000))
    }

    /// The same contract as each tool writes it.
    static func forms(_ name: String) throws -> [JSONValue] {
        let own = try document(name)
        let code = try #require(own["runtimeBytecode"])
        let references = try #require(own["immutableReferences"])
        let layout = try #require(own["storageLayout"])
        let hardhat: JSONValue = [
            "_format": "hh3-artifact-1", "contractName": .string(name), "bytecode": "0x60",
            "deployedBytecode": code, "deployedLinkReferences": [:],
            "immutableReferences": references,
        ]
        let foundry: JSONValue = [
            "deployedBytecode": [
                "object": code, "linkReferences": [:], "immutableReferences": references,
            ],
            "metadata": ["settings": ["compilationTarget": ["src/A.sol": .string(name)]]],
            "storageLayout": layout,
        ]
        return [own, hardhat, foundry]
    }

    @Test(
        "the shipped templates, whichever tool wrote the artifact",
        arguments: [CodeTemplate.proxy, .dstackKms, .dstackApp])
    func shipped(template: CodeTemplate) throws {
        for form in try Self.forms(template.name) {
            let artifact = try ContractArtifact(form, name: "file")
            #expect(artifact.template(template.layout) == template)
        }
    }

    @Test("a contract without a name of its own has the file's, and hex may lack its prefix")
    func name() throws {
        let document: JSONValue = [
            "deployedBytecode": ["object": "6001", "immutableReferences": [:]]
        ]
        let template = try ContractArtifact(document, name: "Mine").template(nil)
        #expect(template.name == "Mine" && template.byteCount == 2 && template.immutables.isEmpty)
        #expect(template.hash == Keccak256.hash(Bytes([0x60, 1])))
    }

    /// Members of a contract's artifact, and a word of why it gives no template.
    static let faults: [(JSONValue, String)] = [
        ([:], "no deployedBytecode"),
        (["deployedBytecode": "0x", "immutableReferences": [:]], "no code"),
        (["deployedBytecode": "0x6", "immutableReferences": [:]], "no code"),
        (["deployedBytecode": "0x6001"], "immutableReferences"),
        (["deployedBytecode": ["object": "0x6001"]], "immutableReferences"),
        (["deployedBytecode": "0x6001", "immutableReferences": []], "immutableReferences"),
        (
            [
                "deployedBytecode": "0x73__$7b3f4c1b2a$__63", "immutableReferences": [:],
            ], "libraries that are not linked"
        ),
        (
            ["deployedBytecode": code, "immutableReferences": ["1": [word(0)], "2": [word(32)]]],
            "2 "
        ),
        (["deployedBytecode": code, "immutableReferences": ["1": [word(33)]]], "within the code"),
        (["deployedBytecode": code, "immutableReferences": ["1": [word(-1)]]], "within the code"),
        (
            [
                "deployedBytecode": code,
                "immutableReferences": ["1": [["start": 0, "length": 20]]],
            ],
            "within the code"
        ),
    ]
    private static let code = JSONValue.string("0x" + String(repeating: "00", count: 64))
    private static func word(_ start: Int) -> JSONValue {
        ["start": JSONValue(start), "length": 32]
    }

    @Test("code that is none, not linked, or not told whole gives none", arguments: faults)
    func refuses(document: JSONValue, words: String) {
        let fault = #expect(throws: ArtifactFault.self) {
            _ = try ContractArtifact(document, name: "Mine")
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test("as long as the last word fits, immutables are taken in their order")
    func places() throws {
        let document: JSONValue = [
            "deployedBytecode": Self.code,
            "immutableReferences": ["1": [Self.word(32), Self.word(0)]],
        ]
        #expect(try ContractArtifact(document, name: "Mine").immutables == [0, 32])
    }

    @Test("the hash is that of the code with the immutable zero, whatever the artifact has there")
    func masked() throws {
        let ones = String(repeating: "ff", count: 32)
        let document: JSONValue = [
            "deployedBytecode": .string("0x" + ones + ones),
            "immutableReferences": ["1": [Self.word(32)]],
        ]
        let hash = Keccak256.hash(
            Bytes(repeating: 0xff, count: 32) + Bytes(repeating: 0, count: 32))
        #expect(try ContractArtifact(document, name: "Mine").template(nil).hash == hash)
    }

    /// Contracts, what they are for, and the variable that stands elsewhere.
    static let layouts: [(String, Bool, String?)] = [
        ("DstackKms", true, nil), ("DstackKmsV2", true, nil), ("DstackApp", false, nil),
        ("DstackAppV2", false, nil), ("DstackKmsMovedSlot", true, "registeredApps"),
        ("DstackAppMovedSlot", false, "allowedDeviceIds"),
        ("DstackApp", true, "gatewayAppId"), ("DstackKms", false, "allowedComposeHashes"),
    ]

    @Test("G03: an artifact that tells another storage is refused", arguments: layouts)
    func layout(name: String, isKms: Bool, moved: String?) throws {
        let artifact = try ContractArtifact(Self.document(name), name: name)
        guard let moved else {
            #expect(try artifact.check(.dstack, isKms: isKms) == .confirmed)
            return
        }
        let fault = #expect(throws: ArtifactFault.self) {
            _ = try artifact.check(.dstack, isKms: isKms)
        }
        #expect(fault?.description.contains("\(moved) does not stand") == true)
    }

    @Test("an artifact that tells no storage confirms nothing")
    func untold() throws {
        let hardhat = try Self.forms("DstackKms")[1]
        #expect(try ContractArtifact(hardhat, name: "").check(.dstack, isKms: true) == .untold)
    }
}
