import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Cancelling a task closes its request")
struct CancellationTests {
    @Test("the server sees the connection close at once, and the task ends as cancelled")
    func closesSocket() async throws {
        let loopback = try Loopback { _ in [.waitForClose] }
        let task = Task { await loopback.kind(within: .seconds(30)) }
        while loopback.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let start = ContinuousClock.now
        task.cancel()
        #expect(await task.value == .cancelled)
        while loopback.server.clientCloses.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let closed = try #require(loopback.server.clientCloses.first)
        #expect(closed - start < .seconds(1))
    }

    @Test("a task that is cancelled before it begins sends nothing")
    func cancelledBefore() async throws {
        let loopback = try Loopback { _ in LoopbackServer.answer("{}") }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await loopback.kind()
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(loopback.server.requests.isEmpty)
    }

    @Test("cancelling some of many leaves the others")
    func others() async throws {
        let loopback = try Loopback { request in
            [.pause(.milliseconds(150))] + LoopbackServer.answer(request.body)
        }
        let tasks = (0..<20).map { index in
            Task { try? await loopback.send("\(index)") }
        }
        try await Task.sleep(for: .milliseconds(50))
        for index in stride(from: 0, to: 20, by: 2) { tasks[index].cancel() }
        for (index, task) in tasks.enumerated() {
            #expect(await task.value == (index % 2 == 0 ? nil : "\(index)"))
        }
    }

    @Test("cancelling at any moment neither hangs nor traps")
    func anyMoment() async throws {
        let loopback = try Loopback { request in LoopbackServer.answer(request.body) }
        for round in 0..<60 {
            let task = Task { await loopback.kind() }
            try await Task.sleep(for: .microseconds(round * 20))
            task.cancel()
            let kind = await task.value
            #expect(kind == nil || kind == .cancelled)
        }
        #expect(try await loopback.send("{}") == "{}")
    }
}
