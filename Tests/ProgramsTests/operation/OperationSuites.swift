import TestSupport
import Testing

/// Suites on one world, one test after the other: they share a Safe and its nonce.
@Suite("dstackgov on a shared world", .serialized, .enabled(if: Devnet.isAvailable))
struct OperationSuites {}
