import Authorization
import Codec
import Contracts
import Foundation
import Primitives
import TestSupport
import Testing

/// States that no one wrote down: `tools/fuzz_policy.py` makes them on an EVM with the contracts.
@Suite("The native policy on random states", .enabled(if: Devnet.isAvailable))
struct RandomPolicyTests {
    /// How many questions; `make fuzz-policy` asks a million.
    private static let count = Int(
        ProcessInfo.processInfo.environment["POLICY_QUESTIONS"] ?? "10000")

    @Test("Every answer and reason is the contracts', read from the words of their storage")
    func states() throws {
        let count = try #require(RandomPolicyTests.count)
        let seed = ProcessInfo.processInfo.environment["POLICY_SEED"] ?? "1"
        var asked = 0
        var allowed = 0
        try RandomPolicyTests.eachLine(count, seed: seed) { line in
            let item = try FixtureCase(line: line)
            let request = try PolicyFixture.request(item)
            let facts = try RandomPolicyTests.facts(item, request)
            let decision = BootPolicy.decide(request, facts)
            let answer = try item.member("isAllowed").bool
            if decision.code == .gateway {
                // Our own denial: a gateway that no guest can check.
                #expect(answer == true && request.kind == .app, "\(item.id)")
                #expect(!GatewayRule.isAcceptable(facts.kms.gatewayAppID), "\(item.id)")
            } else {
                #expect(decision.isAllowed == answer, "\(item.id)")
                #expect(decision.reason == (try item.string("reason")), "\(item.id)")
            }
            asked += 1
            allowed += answer == true ? 1 : 0
        }
        #expect(asked == count)
        #expect(allowed > count / 10, "few are allowed: the states say little")
    }

    /// Calls `body` with each line that the generator prints, as they come: a million are more than
    /// a memory should hold.
    private static func eachLine(
        _ count: Int, seed: String, _ body: (String) throws -> Void
    ) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-m", "tools.fuzz_policy", "\(count)", seed]
        process.currentDirectoryURL = Fixtures.root
        process.standardOutput = output
        try process.run()
        defer { process.waitUntilExit() }
        var rest = Data()
        while let chunk = try output.fileHandleForReading.read(upToCount: 65_536), !chunk.isEmpty {
            rest += chunk
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                try body(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                rest = rest[(end + 1)...]
            }
            rest = Data(rest)
        }
    }

    /// What the words of storage say, each found by our slot.
    private static func facts(_ item: FixtureCase, _ request: BootRequest) throws -> PolicyFacts {
        let stored = try item.member("kms")
        let slots = FactsReading.kmsSlots(request, .dstack)
        func isSet(_ words: FixtureValue?, _ slot: Hash32) -> Bool { words?[slot.hex] != nil }
        func word(_ slot: Hash32) throws -> Hash32 {
            try stored[slot.hex]?.string.map { try Hash32(hex: $0) } ?? .zero
        }
        let gateway = try #require(
            StoredBytes.bytes(
                word: word(slots[5]),
                data: StoredBytes.length(word(slots[5])).map { length in
                    try [word(slots[6]), word(slots[7])].prefix(
                        length > 31 ? (length + 31) / 32 : 0)
                }.map(Array.init) ?? []))
        let kms = PolicyFacts.Kms(
            allowsImage: isSet(stored, slots[1]), allowsMeasurement: isSet(stored, slots[2]),
            allowsDevice: isSet(stored, slots[3]), isRegistered: isSet(stored, slots[4]),
            gatewayAppID: try #require(String(validating: gateway, as: UTF8.self)))
        guard request.kind == .app else { return PolicyFacts(kms: kms, app: nil) }
        let app = try item.member("app")
        let own = FactsReading.appSlots(request, .dstack)
        let flags = try #require(
            DstackAppStorage.Flags(
                word: try app[own[4].hex]?.string.map { try Hash32(hex: $0) } ?? .zero))
        return PolicyFacts(
            kms: kms,
            app: .known(
                PolicyFacts.Rules(
                    allowsCompose: isSet(app, own[3]), allowsAnyDevice: flags.allowAnyDevice,
                    allowsDevice: isSet(app, own[5]), requiresUpToDate: isSet(app, own[6]))))
    }
}
