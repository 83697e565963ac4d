public import Codec
public import Primitives

/// What was measured when a workload booted: the argument of `isAppAllowed` and `isKmsAllowed`.
public struct AppBootInfo: ABITuple, Hashable {
    /// Nine words: seven measurements and the offsets of a string and a list.
    @inlinable
    public static var abiShape: ABIShape { .dynamic(words: 9) }

    /// The app's contract.
    public var appID: Address
    /// The hash of the compose file.
    public var composeHash: Hash32
    /// The instance.
    public var instanceID: Address
    /// The device.
    public var deviceID: Hash32
    /// The aggregated measurement, which the registry compares for a KMS.
    public var mrAggregated: Hash32
    /// The measurement of the system, which no contract looks at.
    public var mrSystem: Hash32
    /// The hash of the OS image.
    public var osImageHash: Hash32
    /// The state of the trusted computing base; only the exact text `UpToDate` is good.
    public var tcbStatus: String
    /// The advisories that apply, which no contract looks at.
    public var advisoryIDs: [String]

    /// Measurements, in the order of the contract.
    public init(
        appID: Address, composeHash: Hash32, instanceID: Address, deviceID: Hash32,
        mrAggregated: Hash32, mrSystem: Hash32, osImageHash: Hash32, tcbStatus: String,
        advisoryIDs: [String]
    ) {
        self.appID = appID
        self.composeHash = composeHash
        self.instanceID = instanceID
        self.deviceID = deviceID
        self.mrAggregated = mrAggregated
        self.mrSystem = mrSystem
        self.osImageHash = osImageHash
        self.tcbStatus = tcbStatus
        self.advisoryIDs = advisoryIDs
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(appID)
        writer.write(composeHash)
        writer.write(instanceID)
        writer.write(deviceID)
        writer.write(mrAggregated)
        writer.write(mrSystem)
        writer.write(osImageHash)
        writer.write(tcbStatus)
        writer.write(advisoryIDs)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        appID = try reader.read()
        composeHash = try reader.read()
        instanceID = try reader.read()
        deviceID = try reader.read()
        mrAggregated = try reader.read()
        mrSystem = try reader.read()
        osImageHash = try reader.read()
        tcbStatus = try reader.read()
        advisoryIDs = try reader.read()
    }
}
