/// A line on standard error when something takes longer than a second, so that nobody wonders.
struct SlowNotice {
    private let task: Task<Void, Never>

    /// Says `text` a second from now, unless it is ended before.
    init(_ text: String) {
        task = Task {
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            StandardError.write(text)
        }
    }

    /// What was waited for is there.
    func end() { task.cancel() }
}
