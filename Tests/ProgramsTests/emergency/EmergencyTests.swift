import Codec
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov emergency")
    struct EmergencyTests {
        @Test("a grant in the queue is cancelled, one on the chain is removed")
        func fastest() async throws {
            let world = try await SharedWorld.world
            let image = World.image("66")
            let common = ["emergency", "--image", image, "--purpose", "stolen", "--out"]
            let nothing = try await world.succeed(common + ["none"])
            #expect(nothing["steps"]?.array?.isEmpty == true)

            try await world.schedule("bad1", image: image)
            let queued = try await world.succeed(common + ["queued"])
            #expect(queued["allowed"]?.bool == false)
            #expect(queued["steps"]?.array?.map { $0["step"]?.string } == ["cancel-1"])
            // How long still until somebody may execute it: the owners are quicker, or not.
            let race = queued["steps"]?.array?.first?["when"]?.string ?? ""
            #expect(race.contains("somebody may execute it at 20") && race.contains(", in "))
            try await world.sign("queued.cancel-1")
            #expect(try await world.submit("queued.cancel-1")["done"]?.string == "cancelled")

            try await world.schedule("bad2", image: image)
            try await world.pass(seconds: 3600)
            try await world.succeed(["execute", "bad2.json"] + World.pays)
            let live = try await world.succeed(common + ["live"])
            #expect(live["allowed"]?.bool == true)
            #expect(live["steps"]?.array?.map { $0["step"]?.string } == ["remove"])
            try await world.sign("live.remove")
            try await world.submit("live.remove")
            let prepared = try await world.succeed(common + ["prepared"])
            #expect(prepared["steps"]?.array?.map { $0["step"]?.string } == ["execute"])
            try await world.pass(seconds: 3600)
            try await world.succeed(["execute", "live.remove.json"] + World.pays)
            let gone = try await world.succeed(common + ["gone"])
            #expect(gone["allowed"]?.bool == false && gone["steps"]?.array?.isEmpty == true)
        }
    }
}
