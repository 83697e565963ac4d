import Chain
import Codec
import Contracts
import Primitives

extension Change {
    /// The change of policy that an event of its own name tells.
    ///
    /// Contracts emit it immediately before PolicyChanged; those that were deployed before
    /// PolicyChanged was, emit it alone.
    init?(typed log: Log) {
        guard let topic = log.topics.first, let read = Change.typedReaders[topic],
            let change = read(log)
        else { return nil }
        self = change
    }

    private typealias Reader = @Sendable (Log) -> Change?

    private static let typedReaders: [Hash32: Reader] = {
        var readers: [Hash32: Reader] = [:]
        func add<Event: ABIEvent>(
            _ type: Event.Type, _ policy: DstackPolicy,
            _ value: @escaping @Sendable (Event) -> (Hash32, Bool)
        ) {
            readers[Event.id.topic] = { log in
                guard let event = try? Event(topics: log.topics, data: log.data) else { return nil }
                let (value, isEnabled) = value(event)
                return .policy(name: policy.rawValue, value: value, isEnabled: isEnabled)
            }
        }
        add(DstackKms.OsImageHashAdded.self, .osImage) { ($0.argument, true) }
        add(DstackKms.OsImageHashRemoved.self, .osImage) { ($0.argument, false) }
        add(DstackKms.KmsAggregatedMrAdded.self, .kmsAggregatedMr) { ($0.argument, true) }
        add(DstackKms.KmsAggregatedMrRemoved.self, .kmsAggregatedMr) { ($0.argument, false) }
        add(DstackKms.KmsDeviceAdded.self, .kmsDevice) { ($0.argument, true) }
        add(DstackKms.KmsDeviceRemoved.self, .kmsDevice) { ($0.argument, false) }
        add(DstackKms.AppRegistered.self, .registeredApp) { ($0.argument.word, true) }
        add(DstackKms.AppImplementationSet.self, .appImplementation) { ($0.argument.word, true) }
        add(DstackKms.GatewayAppIdSet.self, .gatewayAppID) {
            (Keccak256.hash(utf8: $0.argument), true)
        }
        add(DstackKms.KmsInfoSet.self, .kmsInfo) { (Keccak256.hash($0.argument), true) }
        add(DstackApp.ComposeHashAdded.self, .composeHash) { ($0.argument, true) }
        add(DstackApp.ComposeHashRemoved.self, .composeHash) { ($0.argument, false) }
        add(DstackApp.DeviceAdded.self, .device) { ($0.argument, true) }
        add(DstackApp.DeviceRemoved.self, .device) { ($0.argument, false) }
        add(DstackApp.UpgradesDisabled.self, .upgradesDisabled) { _ in (.zero, true) }
        add(DstackApp.AllowAnyDeviceSet.self, .allowAnyDevice) { (.zero, $0.argument) }
        add(DstackApp.RequireTcbUpToDateSet.self, .requireTcbUpToDate) { (.zero, $0.argument) }
        return readers
    }()
}
