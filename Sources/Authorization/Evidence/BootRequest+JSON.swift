public import Codec
import Primitives

extension BootRequest: JSONWritable {
    /// Writes the request as it was understood.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("teeVariant", teeVariant)
            writer.member("mrAggregated", mrAggregated)
            writer.member("osImageHash", osImageHash)
            writer.member("mrSystem", mrSystem)
            writer.member("appId", appID)
            writer.member("composeHash", composeHash)
            writer.member("instanceId", instanceID)
            writer.member("deviceId", deviceID)
            writer.member("tcbStatus", tcbStatus)
            writer.member("advisoryIds", advisoryIDs)
        }
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
