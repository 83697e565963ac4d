import TestSupport
import Testing

/// Suites of proposals on one world of their own. They write files and send nothing, except where
/// a test says so.
@Suite("dstackgov, from a proposal to a simulation", .serialized, .enabled(if: Devnet.isAvailable))
struct ProposalSuites {
    /// The world.
    enum Proposals {
        private static let starting = Task { try await World.start() }

        static var world: World {
            get async throws { try await starting.value }
        }
    }
}
