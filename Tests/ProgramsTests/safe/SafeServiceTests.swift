import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov safe service")
    struct SafeServiceTests {
        /// A service that knows whose the signatures of `NAME.json` are.
        private func service(_ name: String, _ world: World) throws -> SafeServiceServer {
            var signers: [String: String] = [:]
            for owner in ["owner1", "owner2"] {
                let file = try JSONValue(parsing: try world.text("\(name).\(owner).json"))
                signers[file["signature"]?.string ?? ""] = file["owner"]?.string
            }
            return try SafeServiceServer(signers: signers)
        }

        private func letter(_ verb: String, _ name: String, _ owner: String) -> [String] {
            ["safe", "service", verb, "\(name).json", "--signature", "\(name).\(owner).json"]
        }

        @Test("one owner proposes, another confirms, and what is fetched is submitted")
        func letters() async throws {
            let world = try await SharedWorld.world
            let proposed = try await world.propose("letter", image: World.image("a1"))
            try await world.sign("letter")
            let service = try service("letter", world)
            let at = ["--service-url", service.url]
            try await world.fail(
                letter("confirm", "letter", "owner2") + at, code: 1, saying: "does not know")
            let fetch = ["safe", "service", "fetch", "letter.json", "--out", "fetched.json"] + at
            try await world.fail(fetch, code: 4, saying: "Propose it first")
            let sent = try await world.succeed(letter("propose", "letter", "owner1") + at)
            #expect(sent["sent"]?.array?.compactMap(\.string) == [world.owners[0]])
            let again = try await world.succeed(letter("propose", "letter", "owner1") + at)
            #expect(again["sent"]?.array?.isEmpty == true)
            let list = try await world.succeed(["safe", "service", "list"] + at)
            let waiting = try #require(list["transactions"]?.array)
            #expect(waiting.count == 1)
            #expect(waiting[0]["safeTxHash"]?.string == proposed["safeTxHash"]?.string)
            #expect(waiting[0]["owners"]?.array?.compactMap(\.string) == [world.owners[0]])
            let effect = waiting[0]["effects"]?.array?.first?.string
            #expect(effect?.contains(World.image("a1")) == true)
            try await world.succeed(letter("confirm", "letter", "owner2") + at)
            let fetched = try await world.succeed(fetch)
            #expect(
                Set(fetched["owners"]?.array?.compactMap(\.string) ?? [])
                    == Set(world.owners.prefix(2)))
            try await world.succeed(
                ["submit", "letter.json", "--signature", "fetched.json"] + World.pays)
            #expect(service.requests.allSatisfy { $0.header("authorization") == nil })
        }

        @Test("what the service tells against its own data is refused by every command")
        func lies() async throws {
            let world = try await SharedWorld.world
            try await world.propose("lies", image: World.image("a2"))
            try await world.sign("lies")
            let service = try service("lies", world)
            let at = ["--service-url", service.url]
            try await world.succeed(letter("propose", "lies", "owner1") + at)
            let list = ["safe", "service", "list"] + at
            let fetch = ["safe", "service", "fetch", "lies.json", "--out", "never.json"] + at
            for lie in SafeServiceServer.Lie.allCases {
                service.lies(lie)
                try await world.fail(list, code: 1, saying: "contradicts itself")
                let told = try await world.dstackgov(fetch)
                #expect(told.status == 1, "\(lie): \(told.errors)")
                let confirmed = try await world.dstackgov(letter("confirm", "lies", "owner2") + at)
                #expect(confirmed.status == 1, "\(lie): \(confirmed.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: world.path("never.json")))
            service.lies(nil)
            try await world.succeed(list)
        }

        @Test("the service's words reach the terminal escaped, its token is sent and not told")
        func words() async throws {
            let world = try await SharedWorld.world
            try await world.propose("words", image: World.image("a3"))
            try await world.sign("words")
            let service = try service("words", world)
            service.refuses("\u{1b}[2Jno \u{202e}owner")
            try world.write("token", "a-token\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: world.path("token"))
            let outcome = try await world.dstackgov(
                letter("propose", "words", "owner1")
                    + ["--service-url", service.url, "--service-token-file", "token"])
            #expect(outcome.status == 1 && outcome.errors.contains("422"))
            #expect(outcome.errors.unicodeScalars.allSatisfy { $0.isASCII && $0.value != 0x1b })
            #expect(!outcome.errors.contains("a-token"))
            #expect(service.requests.last?.header("authorization") == "Bearer a-token")
            try await world.fail(
                letter("propose", "words", "owner1"), code: 2, saying: "Give --service-url")
            try await world.fail(
                letter("propose", "words", "owner1") + ["--service-url", "http://192.0.2.1/api"],
                code: 2, saying: "this machine only")
        }
    }
}
