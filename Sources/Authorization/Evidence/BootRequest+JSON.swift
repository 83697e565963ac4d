import Codec
import Primitives

extension BootRequest {
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "teeVariant": teeVariant.map { .string($0) } ?? .null,
            "mrAggregated": .string(mrAggregated.hex), "osImageHash": .string(osImageHash.hex),
            "mrSystem": mrSystem.map { .string($0.hex) } ?? .null, "appId": .string(appID.hex),
            "composeHash": .string(composeHash.hex), "instanceId": .string(instanceID.hex),
            "deviceId": deviceID.map { .string($0.hex) } ?? .null,
            "tcbStatus": .string(tcbStatus),
            "advisoryIds": .array(advisoryIDs.map { .string($0) }),
        ]
    }

    init(json reader: BasisReader) throws(BasisFault) {
        guard let kind = Kind(rawValue: try reader.text("kind")) else {
            throw reader.fault("kind")
        }
        self.init(
            kind: kind,
            teeVariant: reader.value["teeVariant"]?.string,
            mrAggregated: try reader.hash("mrAggregated"),
            osImageHash: try reader.hash("osImageHash"),
            mrSystem: reader.value["mrSystem"]?.isNull == true ? nil : try reader.hash("mrSystem"),
            appID: try reader.address("appId"), composeHash: try reader.hash("composeHash"),
            instanceID: try reader.address("instanceId"),
            deviceID: reader.value["deviceId"]?.isNull == true ? nil : try reader.hash("deviceId"),
            tcbStatus: try reader.text("tcbStatus"), advisoryIDs: try reader.texts("advisoryIds"))
    }
}
