import Synchronization

/// Ids for requests: from a random start upwards, so that an answer to another request, or one made
/// in advance, does not fit.
///
/// They stay below 2^53: nodes written in JavaScript round larger numbers and send them back
/// changed.
final class RequestIdentifiers: Sendable {
    private static let mask: UInt64 = 1 << 53 - 1

    private let next: Atomic<UInt64>

    /// Ids from a random start.
    init() {
        next = Atomic(UInt64.random(in: .min ... .max))
    }

    /// `count` ids that follow each other, the first of them.
    func take(_ count: Int) -> [UInt64] {
        let start = next.wrappingAdd(UInt64(max(count, 0)), ordering: .relaxed).oldValue
        return (0..<UInt64(max(count, 0))).map { (start &+ $0) & RequestIdentifiers.mask }
    }

    /// One id.
    func take() -> UInt64 {
        next.wrappingAdd(1, ordering: .relaxed).oldValue & RequestIdentifiers.mask
    }
}
