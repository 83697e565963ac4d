import TestSupport
import Testing

extension OperationSuites {
    @Suite("a password that is typed")
    struct PasswordTests {
        private static func type(
            _ keys: String, in world: World
        ) async throws -> (status: Int32, shown: String) {
            try await Terminal.dstackgov(
                ["eth", "wallet", "decrypt", "--keystore", "owner1.json"], typing: keys,
                in: world.folder)
        }

        @Test("is asked for, taken with its corrections, and never shown")
        func typed() async throws {
            let world = try await SharedWorld.world
            let right = try await Self.type("wrong\u{15}text\u{7f}\u{7f}st\r", in: world)
            #expect(right.status == 0 && right.shown.contains("password of owner1.json:"))
            #expect(right.shown.contains(world.address(1)), "\(right.shown)")
            #expect(!right.shown.contains("wrong") && !right.shown.contains("test"))
            let wrong = try await Self.type("tset\r", in: world)
            #expect(wrong.status == 2 && wrong.shown.contains("wrong password"), "\(wrong.shown)")
            let ended = try await Self.type("te\u{3}", in: world)
            #expect(ended.status == 2 && !ended.shown.contains(world.address(1)))
        }
    }
}
