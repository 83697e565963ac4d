public import Codec
import Primitives

extension MeasuredIdentity {
    /// The body of the question to the webhook, member by member in the order in which a KMS writes
    /// them; bytes are lower-case hex without a prefix (dstack-kms, `PolicyBootInfo`).
    public var request: JSONValue {
        JSONValue.object(
            members.map { member in JSONMember(member.name, member.value) })
    }

    /// The members in the webhook's order: name, value as the request has it, and origin.
    public var members: [(name: String, value: JSONValue, origin: Origin)] {
        [
            ("teeVariant", .string(platform.rawValue), .signed),
            ("mrAggregated", digits(mrAggregated.value.bytes), mrAggregated.origin),
            ("osImageHash", digits(osImageHash.value), osImageHash.origin),
            ("mrSystem", digits(mrSystem.value.bytes), mrSystem.origin),
            ("appId", digits(appID.value), appID.origin),
            ("composeHash", digits(composeHash.value), composeHash.origin),
            ("instanceId", digits(instanceID.value), instanceID.origin),
            ("deviceId", digits(deviceID.value), deviceID.origin),
            ("keyProviderInfo", digits(keyProviderInfo.value), keyProviderInfo.origin),
            ("tcbStatus", .string(tcbStatus.value), tcbStatus.origin),
            (
                "advisoryIds", .array(advisoryIDs.value.map { .string($0) }),
                advisoryIDs.origin
            ),
        ]
    }

    private func digits(_ bytes: Bytes) -> JSONValue {
        .string(String(bytes.hex.dropFirst(2)))
    }
}
