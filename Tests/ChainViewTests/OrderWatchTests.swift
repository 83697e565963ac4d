import Authorization
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@testable import AuthorizationService
@testable import ChainView

@Suite("Orders come through the state folder, from its owner alone, and each is done once")
struct OrderWatchTests {
    /// A state folder with a halted view over it.
    private final class Halted {
        let path: String
        let test: TestView
        let watch: OrderWatch
        let told = TestBox([String]())

        init() async throws {
            path =
                FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)").path
            let heads = path + "/heads.json"
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            let world = TestWorld()
            let nodes = ["a", "b", "c"].map { TestNode($0, world) }
            test = try TestView(nodes, quorum: 2) { $0.memoryFile = heads }
            try await test.view.start()
            for node in nodes { node.world = world.fork(at: 5, TestPolicy()) }
            await test.view.poll()
            watch = OrderWatch(state: path, view: test.view) { [told] text in
                told.change { $0.append(text) }
            }
            #expect(halt?.code == .finalRegressed)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var folder: OrderFolder { OrderFolder(path) }
        var file: String { path + "/heads-order.json" }
        var halt: HeadMemory.Halt? { test.view.status.halt }
    }

    @Test("an order is done, answered to its giver, and gone")
    func done() async throws {
        let halted = try await Halted()
        let order = HeadOrder(.acknowledge(halted.halt, floor: nil))
        #expect(halted.folder.put(order))
        #expect(halted.halt != nil, "nothing is done before the watch looks")
        halted.watch.look()
        #expect(halted.halt == nil)
        #expect(halted.folder.answer(to: "another") == nil)
        let answer = try #require(halted.folder.answer(to: order.id))
        #expect(answer.isDone && answer.sentence.hasPrefix("final.regressed acknowledged; "))
        #expect(halted.folder.answer(to: order.id) == nil && !halted.folder.withdraw())
        #expect(halted.told.value == ["order: \(answer.sentence)"])
        await halted.test.view.poll()
        let again = try #require(halted.halt)
        halted.watch.look()
        #expect(halted.halt == again, "an order is done once")
    }

    @Test("an order that is refused changes nothing and says why")
    func refused() async throws {
        let halted = try await Halted()
        let memory = try MemoryFile.read(halted.path + "/heads.json")
        for (act, reason) in [
            (.acknowledge(nil, floor: nil), "another halt is in force now"),
            (.release(operator: "x"), "there is no operator x; the operators are a, b, c"),
            (.release(operator: "a"), "operator a is not excluded"),
        ] as [(HeadOrder.Act, String)] {
            let order = HeadOrder(act)
            #expect(halted.folder.put(order))
            halted.watch.look()
            let answer = try #require(halted.folder.answer(to: order.id))
            #expect(!answer.isDone && answer.sentence.hasPrefix(reason))
        }
        #expect(try MemoryFile.read(halted.path + "/heads.json") == memory && halted.halt != nil)
    }

    @Test("an order that was taken back, or left by an earlier run, is not done")
    func withdrawn() async throws {
        let halted = try await Halted()
        let order = HeadOrder(.acknowledge(halted.halt, floor: nil))
        #expect(halted.folder.put(order) && halted.folder.withdraw())
        halted.watch.look()
        #expect(halted.halt != nil)
        #expect(halted.folder.put(order))
        halted.folder.clear()
        halted.watch.look()
        #expect(halted.halt != nil && halted.told.value.isEmpty)
    }

    @Test("a file that others can read or write, a link, or no order, is dropped and told")
    func files() async throws {
        let halted = try await Halted()
        let order = HeadOrder(.acknowledge(halted.halt, floor: nil))
        let text = order.json.serialized(.compact)
        let manager = FileManager.default
        func put(_ text: String, mode: Int, as path: String) throws {
            try Data(text.utf8).write(to: URL(filePath: path))
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        for mode in [0o604, 0o640, 0o602] {
            try put(text, mode: mode, as: halted.file)
            halted.watch.look()
            #expect(halted.told.value.last?.contains("is not the service's own") == true)
        }
        try put(text, mode: 0o600, as: halted.path + "/elsewhere")
        try manager.createSymbolicLink(
            atPath: halted.file, withDestinationPath: halted.path + "/elsewhere")
        halted.watch.look()
        #expect(halted.told.value.count == 4)
        for other in ["", "{}", String(repeating: " ", count: 20_000) + text] {
            try put(other, mode: 0o600, as: halted.file)
            halted.watch.look()
        }
        #expect(halted.told.value.count == 7 && halted.halt != nil)
        #expect(!manager.fileExists(atPath: halted.file))
        try put(text, mode: 0o600, as: halted.file)
        halted.watch.look()
        #expect(halted.halt == nil, "the same text, as its owner's file, is an order")
    }

    @Test("root orders in the name of the folder's owner, and writes nowhere else")
    func owner() async throws {
        let halted = try await Halted()
        let manager = FileManager.default
        // Somebody else's folder, where the test may give it away.
        if geteuid() == 0 {
            for name in try manager.contentsOfDirectory(atPath: halted.path) {
                try #require(unsafe chown(halted.path + "/" + name, 12_345, 12_345) == 0)
            }
            try #require(unsafe chown(halted.path, 12_345, 12_345) == 0)
        }
        let owner = try manager.attributesOfItem(atPath: halted.path)[.ownerAccountID] as? Int
        let elsewhere = halted.path + "/elsewhere"
        try Data("kept".utf8).write(to: URL(filePath: elsewhere))
        try manager.createSymbolicLink(
            atPath: halted.file + ".new", withDestinationPath: elsewhere)
        #expect(halted.folder.put(HeadOrder(.acknowledge(halted.halt, floor: nil))))
        let facts = try manager.attributesOfItem(atPath: halted.file)
        #expect(facts[.ownerAccountID] as? Int == owner && owner != nil)
        #expect(facts[.type] as? FileAttributeType == .typeRegular)
        #expect(try String(contentsOfFile: elsewhere, encoding: .utf8) == "kept")
        halted.watch.look()
        #expect(halted.halt == nil)
    }

    @Test("an order reads as it was written; a changed one is none")
    func form() throws {
        let halt = HeadMemory.Halt(
            code: .headEquivocation, sentence: "seen", seenAt: Timestamp(seconds: 7))
        let orders = [
            HeadOrder(.acknowledge(halt, floor: nil)), HeadOrder(.acknowledge(nil, floor: .zero)),
            HeadOrder(.release(operator: "a")),
        ]
        for order in orders { #expect(HeadOrder(json: order.json) == order) }
        #expect(Set(orders.map(\.id)).count == 3)
        for text in [
            #"{"version":2,"id":"1","act":"release","operator":"a"}"#,
            #"{"version":1,"act":"release","operator":"a"}"#,
            #"{"version":1,"id":"1","act":"release"}"#,
            #"{"version":1,"id":"1","act":"forget","operator":"a"}"#,
            #"{"version":1,"id":"1","act":"acknowledge","floor":null}"#,
            #"{"version":1,"id":"1","act":"acknowledge","halt":null}"#,
            #"{"version":1,"id":"1","act":"acknowledge","halt":{},"floor":null}"#,
            #"{"version":1,"id":"1","act":"acknowledge","halt":null,"floor":"0x12"}"#,
            #"{"version":1,"id":"1","act":"acknowledge","halt":null,"floor":12}"#,
        ] {
            #expect(HeadOrder(json: try JSONValue(parsing: text)) == nil, "\(text)")
        }
    }

    @Test("the folder is served as long as a watch lives, and one command at a time orders")
    func locks() async throws {
        var halted: Halted? = try await Halted()
        let path = try #require(halted?.path)
        #expect(OrderLock.isServed(path) && OrderLock.isServed(path))
        var command = OrderLock.command(in: path)
        #expect(command != nil && OrderLock.command(in: path) == nil)
        command = nil
        command = OrderLock.command(in: path)
        #expect(command != nil)
        halted = nil
        #expect(!OrderLock.isServed(path))
        #expect(OrderLock.command(in: path) == nil, "there is no such folder")
    }
}
