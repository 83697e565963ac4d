import ArgumentParser
import AuthorizationService
import ChainView

/// Gives an order to the running service and waits for what becomes of it.
struct HeadsOrdering {
    /// How long the service may take to take an order, and again to do it.
    private static let patience = Duration.seconds(5)
    /// How often the answer is looked for.
    private static let interval = Duration.milliseconds(20)

    private let state: String

    init(_ options: HeadsOptions) {
        state = options.state
    }

    /// Gives the order.
    ///
    /// - Throws: `ExitCode` 1 where nothing was changed, 2 where nobody knows; the reason is on
    ///   standard error.
    func give(_ order: HeadOrder) async throws {
        guard let lock = OrderLock.command(in: state) else {
            throw refusal("\(state) cannot be opened, or another order is being given there")
        }
        defer { withExtendedLifetime(lock) {} }
        guard OrderLock.isServed(state) else { throw notServed }
        let folder = OrderFolder(state)
        guard folder.put(order) else {
            throw refusal("no order can be written to \(state): give it as the service's user")
        }
        var answer = await wait(for: order, in: folder)
        if answer == nil {
            if folder.withdraw() {
                throw OrderLock.isServed(state)
                    ? refusal("the service does not take orders, it hangs") : notServed
            }
            answer = await wait(for: order, in: folder)
        }
        guard let answer else {
            ErrorLine.write("the service took the order and gave no answer; heads show tells")
            throw ExitCode(2)
        }
        guard answer.isDone else { throw refusal(answer.sentence) }
        print(answer.sentence)
    }

    /// The answer, in so long as the service runs and is patiently waited for.
    private func wait(
        for order: HeadOrder, in folder: OrderFolder
    ) async -> OrderFolder.Answer? {
        let deadline = ContinuousClock.now + HeadsOrdering.patience
        while ContinuousClock.now < deadline, OrderLock.isServed(state) {
            if let answer = folder.answer(to: order.id) { return answer }
            try? await Task.sleep(for: HeadsOrdering.interval)
        }
        return folder.answer(to: order.id)
    }

    private var notServed: ExitCode {
        refusal("no service runs on \(state): start it, it starts halted as well")
    }

    private func refusal(_ sentence: String) -> ExitCode {
        ErrorLine.write("nothing was changed: \(sentence)")
        return ExitCode(1)
    }
}
