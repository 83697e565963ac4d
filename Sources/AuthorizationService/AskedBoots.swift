import Authorization
import Primitives
import Synchronization

/// The questions that were asked of late, so that one that is asked again need not be read again.
///
/// They are kept by all their bytes and their route: nothing but the same question has the same
/// answer.
final class AskedBoots: Sendable {
    /// The most that are kept, and the largest body in bytes; the largest honest one has about 3,000.
    static let most = 256, mostBytes = 4_096

    private struct Key: Hashable {
        let body: Bytes
        let kind: BootRequest.Kind
    }

    private let kept = Mutex<[Key: AskedBoot]>([:])

    /// How many are kept.
    var count: Int { kept.withLock { $0.count } }

    /// The question that a body asks.
    ///
    /// - Throws: ``/Authorization/RequestFault``; what is none is not kept.
    func boot(_ body: Bytes, _ kind: BootRequest.Kind) throws(RequestFault) -> AskedBoot {
        let key = Key(body: body, kind: kind)
        if let asked = kept.withLock({ $0[key] }) { return asked }
        let asked = try AskedBoot(body: body, kind: kind)
        guard body.count <= AskedBoots.mostBytes else { return asked }
        kept.withLock { kept in
            if kept.count >= AskedBoots.most { kept.removeAll(keepingCapacity: true) }
            kept[key] = asked
        }
        return asked
    }
}
