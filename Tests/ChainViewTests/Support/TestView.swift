import Authorization
import ChainView
import EthereumClient
import Primitives
import Synchronization

/// A view over the nodes of a test, its clock turned by hand.
final class TestView: Sendable {
    let view: ChainView
    private let clocks: TestBox<ClockReading>
    private let heard: TestBox<[ChainEvent]>

    init(
        _ nodes: [TestNode], quorum: Int,
        transports: [any Transport]? = nil, timeout: Duration = .seconds(2),
        _ change: (inout ChainViewConfiguration) throws -> Void = { _ in }
    ) throws {
        let clocks = TestBox(
            ClockReading(wall: Timestamp(seconds: TestWorld.start + 4), sinceBoot: 500))
        let heard = TestBox([ChainEvent]())
        let ways: [any Transport] = transports ?? nodes.map(\.transport)
        let providers = zip(nodes, ways).map { node, transport in
            ChainProvider(label: node.label, transport: transport, attemptTimeout: timeout)
        }
        var configuration = ChainViewConfiguration(
            providers: providers,
            rule: try HeadRule(
                operators: nodes.map(\.label), quorum: quorum, finalizedAge: 600, recentAge: 60),
            kms: TestPolicy.kms)
        configuration.chainID = 31337
        configuration.pollInterval = .seconds(3600)
        configuration.agreementLifetime = .seconds(3600)
        configuration.clock = { clocks.value }
        configuration.report = { event in heard.change { $0.append(event) } }
        try change(&configuration)
        view = try ChainView(configuration)
        self.clocks = clocks
        self.heard = heard
    }

    /// What was reported so far.
    var events: [ChainEvent] { heard.value }

    /// Moves both clocks on, or the wall clock alone.
    func advance(_ seconds: UInt64) {
        clocks.change {
            $0 = ClockReading(
                wall: $0.wall.adding(seconds: seconds), sinceBoot: $0.sinceBoot + seconds)
        }
    }

    /// Turns the wall clock.
    func turnWall(by seconds: Int64) {
        clocks.change {
            $0 = ClockReading(
                wall: Timestamp(seconds: $0.wall.seconds &+ UInt64(bitPattern: seconds)),
                sinceBoot: $0.sinceBoot)
        }
    }
}

/// A value that several tasks share.
final class TestBox<Value: Sendable>: Sendable {
    private let content: Mutex<Value>
    init(_ value: Value) { content = Mutex(value) }
    var value: Value { content.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { content.withLock { body(&$0) } }
}
