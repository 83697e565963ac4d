import Audit
import Chain
import Primitives
import Testing

/// The recorded history, and what was granted in it.
struct RecordedGrants {
    let store: AuditStore
    let history: GrantHistory
    let deployment: RecordedDeployment
    let image: Hash32
    let compose: Hash32

    init(knowsUpgrades: Bool = true) async throws {
        store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        deployment = try RecordedDeployment()
        let known = [deployment["kmsImplementation2"], deployment["appImplementation2"]]
        let reader = HistoryReader(store)
        history = try reader.grants(knownCode: knowsUpgrades ? Set(known) : [])
        func value(_ kind: String) throws -> Hash32 {
            let entry = try reader.timeline().first { $0.change.kind == kind }
            return try Hash32(hex: try #require(entry).change.value)
        }
        image = try value("os-image")
        compose = try value("compose-hash")
    }

    /// The device that the app was made with; nil where every device may boot it.
    var device: Hash32? {
        let grant = history.all.first { $0.key.policy == "device" }
        return grant?.key.value
    }

    func audit(shortSeconds: UInt64 = 0) throws -> DecisionAudit {
        let last = try #require(RecordedChain.history.last?.header)
        return DecisionAudit(
            history: history, end: last.number, endTime: last.header.timestamp,
            shortSeconds: shortSeconds)
    }

    func release(
        _ index: UInt64, at block: UInt64, image: Hash32? = nil, kms: Address? = nil,
        hash: Hash32? = nil
    ) -> RecordedRelease {
        let known = block < UInt64(RecordedChain.history.count)
        let header = known ? RecordedChain.history[Int(block)].header : nil
        return RecordedRelease(
            mark: RecordedRelease.Mark(
                index: index, leaf: Hash32(UInt256(index + 1)),
                time: header?.header.timestamp ?? Timestamp(seconds: .max)),
            boot: RecordedRelease.Boot(
                isKms: false, app: deployment["app"], image: image ?? self.image,
                compose: compose, measurement: .zero, device: device),
            kms: kms ?? deployment["kms"],
            blocks: [
                BlockPoint(
                    number: BlockNumber(block), hash: hash ?? header?.hash ?? .zero)
            ])
    }

    func findings(
        _ releases: [RecordedRelease], shortSeconds: UInt64 = 0
    ) throws -> DecisionAudit {
        var audit = try audit(shortSeconds: shortSeconds)
        for release in releases {
            try audit.apply(release) { number throws(StoreError) in
                try store.header(number)?.hash
            }
        }
        return audit
    }
}
