import Codec
public import Primitives

extension BootRequest {
    /// The largest body, in bytes; the largest honest one has about 3,000.
    public static let mostBytes = 16_384
    /// How deep the body may be nested.
    static let mostLevels = 8
    /// How many members the body may have.
    static let mostMembers = 64
    /// The longest TCB status, in characters.
    static let longestStatus = 128
    /// The most advisories, and the longest of them in characters.
    static let mostAdvisories = 128, longestAdvisory = 256
    /// The members that must be there, in the order in which a KMS misses them.
    private static let required: [RequestMembers.Name] = [
        .mrAggregated, .osImageHash, .appId, .composeHash, .instanceId, .deviceId,
    ]

    /// Reads the body of a POST.
    ///
    /// - Parameters:
    ///   - body: The bytes.
    ///   - kind: Which route it came by.
    /// - Throws: ``RequestFault`` with the first rule that is broken.
    public init(body: Bytes, kind: Kind) throws(RequestFault) {
        let members = try RequestMembers(body)
        for name in BootRequest.required { try members.require(name) }
        try members.requireText(.mrSystem)
        let status = try members.text(.tcbStatus) ?? ""
        let advisories = try BootRequest.advisories(members.advisories)
        self.kind = kind
        teeVariant = members.variant
        mrAggregated = try members.hash(.mrAggregated)
        osImageHash = try members.optionalHash(.osImageHash) ?? .zero
        mrSystem = try members.optionalHash(.mrSystem)
        appID = try members.address(.appId)
        composeHash = try members.hash(.composeHash)
        instanceID = try members.optionalAddress(.instanceId) ?? .zero
        deviceID = try members.device(.deviceId)
        try BootRequest.check(status, limit: BootRequest.longestStatus, "tcbStatus")
        for advisory in advisories {
            try BootRequest.check(advisory, limit: BootRequest.longestAdvisory, "advisoryIds")
        }
        tcbStatus = status
        advisoryIDs = advisories
    }

    private static func advisories(_ value: JSONValue?) throws(RequestFault) -> [String] {
        guard let value else { return [] }
        guard let items = value.array else { throw RequestFault(.type, "advisoryIds") }
        var texts: [String] = []
        for item in items {
            guard let text = item.string else { throw RequestFault(.type, "advisoryIds") }
            texts.append(text)
        }
        guard texts.count <= mostAdvisories else { throw RequestFault(.text, "advisoryIds") }
        return texts
    }

    private static func check(
        _ text: String, limit: Int, _ member: String
    ) throws(RequestFault) {
        guard text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw RequestFault(.text, member)
        }
    }
}
