import Glibc
import HTTPServer
import Synchronization
import Testing

@Suite("A handler runs on the server's thread and may wait for anything")
struct HandlerTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"

    private actor Counter {
        private var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }

    @Test("handlers of one server share a thread, also behind what they wait for")
    func oneThread() throws {
        let threads = Mutex<Set<UInt>>([])
        let counter = Counter()
        let server = try TestServer { _ in
            _ = threads.withLock { $0.insert(pthread_self()) }
            let number = await counter.next()
            _ = threads.withLock { $0.insert(pthread_self()) }
            return .plainText(200, "\(number)")
        }
        for number in 1...20 {
            #expect(try server.answer(to: Self.get)?.text == "\(number)\n")
        }
        #expect(threads.withLock { $0.count } == 1)
    }

    @Test("a handler may sleep, hop to other executors and start tasks of its own")
    func hops() throws {
        let server = try TestServer { _ in
            async let one = concurrent(1)
            async let two = concurrent(2)
            try? await Task.sleep(for: .milliseconds(1))
            let main = await MainActor.run { 3 }
            return .plainText(200, "\(await one + two + main)")
        }
        // The test's thread is one of those that the handler's tasks need.
        let texts = Background {
            (0..<20).map { _ in (try? server.answer(to: Self.get))?.text }
        }
        #expect(texts.wait().allSatisfy { $0 == "6\n" })
    }

    @Test("a handler whose time is over finds itself cancelled")
    func cancelledByDeadline() throws {
        let gate = Gate()
        let cancelled = Mutex<[Bool]>([])
        let server = try TestServer(.loopback { $0.deadlines.handling = .milliseconds(100) }) { _ in
            await gate.pass()
            cancelled.withLock { $0.append(Task.isCancelled) }
            return .plainText(200, "late")
        }
        #expect(try server.answer(to: Self.get)?.status == 503)
        gate.open()
        #expect(server.wait { $0.requestsInFlight == 0 })
        #expect(cancelled.withLock { $0 } == [true])
    }

    @Test("a handler whose peer has reset the connection finds itself cancelled")
    func cancelledByPeer() throws {
        let gate = Gate()
        let cancelled = Mutex<[Bool]>([])
        let server = try TestServer { _ in
            await gate.pass()
            cancelled.withLock { $0.append(Task.isCancelled) }
            return .plainText(200, "late")
        }
        do {
            let connection = try server.connect()
            try connection.send(Self.get)
            #expect(server.wait { $0.requestsInFlight == 1 })
            connection.reset()
        }
        #expect(server.wait { $0.connectionsOpen == 0 })
        gate.open()
        #expect(server.wait { $0.requestsInFlight == 0 })
        #expect(cancelled.withLock { $0 } == [true])
    }
}

/// Leaves the executor of its caller.
@concurrent
private func concurrent(_ number: Int) async -> Int {
    await Task.yield()
    return number
}
