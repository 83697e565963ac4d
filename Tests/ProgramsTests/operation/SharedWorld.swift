/// One world for the suites of operations, which run one after the other: a start takes seconds.
enum SharedWorld {
    private static let starting = Task { try await World.start() }

    /// The world; whoever uses it leaves nothing that waits for the Safe.
    static var world: World {
        get async throws { try await starting.value }
    }
}
