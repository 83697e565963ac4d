import Authorization
public import ChainView
import Primitives

/// Takes a person's orders about the heads while the service runs: the state folder is looked at
/// four times a second.
public final class OrderWatch: Sendable {
    private let folder: OrderFolder
    private let view: ChainView
    private let report: @Sendable (String) -> Void
    private let lock: OrderLock?
    private let regularly = RegularLook()

    /// A watch of the folder. Orders that an earlier run left are dropped.
    ///
    /// - Parameters:
    ///   - state: The state folder, which only one service has.
    ///   - view: What is ordered about.
    ///   - report: Gets each order with what became of it, in one sentence.
    public init(
        state: String, view: ChainView, report: @escaping @Sendable (String) -> Void
    ) {
        folder = OrderFolder(state)
        self.view = view
        self.report = report
        folder.clear()
        lock = OrderLock.service(in: state)
        if lock == nil { report("heads.lock cannot be made: no order about the heads is taken") }
    }

    /// Looks at the folder from now on.
    public func start() { regularly.start { [weak self] in self?.look() } }

    /// Looks no more.
    public func stop() { regularly.stop() }

    /// Looks at the folder now, and does what is ordered there.
    public func look() {
        guard lock != nil, let taken = folder.take() else { return }
        switch taken {
        case .failure(let fault): report("an order about the heads \(fault.sentence)")
        case .success(let order):
            let answer = done(order)
            report("order: " + answer.sentence)
            if !folder.put(answer) { report("the answer to the order could not be written") }
        }
    }

    private func done(_ order: HeadOrder) -> OrderFolder.Answer {
        do throws(OrderRefusal) {
            let sentence: String
            switch order.act {
            case .acknowledge(let halt, let floor):
                try view.acknowledge(halt, floor: floor)
                sentence = "\(halt?.code.rawValue ?? "clocks") acknowledged; \(now)"
            case .release(let label):
                try view.release(label)
                sentence = "operator \(EscapedText(label, limit: 80)) released: it has a vote again"
            }
            return OrderFolder.Answer(id: order.id, isDone: true, sentence: sentence)
        } catch {
            return OrderFolder.Answer(id: order.id, isDone: false, sentence: error.description)
        }
    }

    /// What decides from now on.
    private var now: String {
        let floor = view.status.floor.map { "block \($0.number) \($0.hash)" } ?? "none yet"
        return "the floor is \(floor), the quorum \(view.configuration.rule.quorum)"
    }
}
