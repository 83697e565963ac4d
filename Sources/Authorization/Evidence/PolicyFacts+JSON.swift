public import Codec

extension PolicyFacts: JSONWritable {
    /// Writes what the KMS and the app say.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kms", kms)
            writer.member("app", app)
        }
    }

    init(json reader: BasisReader) throws(BasisFault) {
        let kms = try reader.member("kms")
        self.init(
            kms: Kms(
                allowsImage: try kms.flag("allowsImage"),
                allowsMeasurement: try kms.flag("allowsMeasurement"),
                allowsDevice: try kms.flag("allowsDevice"),
                isRegistered: try kms.flag("isRegistered"),
                gatewayAppID: try kms.text("gatewayAppId")),
            app: try reader.optional("app", App.init))
    }
}

extension PolicyFacts.Kms: JSONWritable {
    /// Writes what the KMS says.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("allowsImage", allowsImage)
            writer.member("allowsMeasurement", allowsMeasurement)
            writer.member("allowsDevice", allowsDevice)
            writer.member("isRegistered", isRegistered)
            writer.member("gatewayAppId", gatewayAppID)
        }
    }
}

extension PolicyFacts.App: JSONWritable {
    /// Writes what the app's code is, and what it says.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .absent: writer.member("code", "absent")
            case .unknown: writer.member("code", "unknown")
            case .delegated: writer.member("code", "delegated")
            case .known(let rules):
                writer.member("code", "known")
                writer.member("allowsCompose", rules.allowsCompose)
                writer.member("allowsAnyDevice", rules.allowsAnyDevice)
                writer.member("allowsDevice", rules.allowsDevice)
                writer.member("requiresUpToDate", rules.requiresUpToDate)
            case .answered(let answer):
                writer.member("code", "answered")
                answer.writeMembers(to: &writer)
            }
        }
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        switch try reader.text("code") {
        case "absent": self = .absent
        case "unknown": self = .unknown
        case "delegated": self = .delegated
        case "known":
            self = .known(
                PolicyFacts.Rules(
                    allowsCompose: try reader.flag("allowsCompose"),
                    allowsAnyDevice: try reader.flag("allowsAnyDevice"),
                    allowsDevice: try reader.flag("allowsDevice"),
                    requiresUpToDate: try reader.flag("requiresUpToDate")))
        case "answered": self = .answered(try PolicyFacts.Answer(json: reader))
        default: throw reader.fault("code")
        }
    }
}

extension PolicyFacts.Answer {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        switch self {
        case .verdict(let isAllowed, let reason):
            writer.member("end", "verdict")
            writer.member("isAllowed", isAllowed)
            writer.member("reason", reason)
        case .reverted: writer.member("end", "reverted")
        case .failed: writer.member("end", "failed")
        case .malformed: writer.member("end", "malformed")
        }
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        switch try reader.text("end") {
        case "verdict":
            self = .verdict(
                isAllowed: try reader.flag("isAllowed"), reason: try reader.text("reason"))
        case "reverted": self = .reverted
        case "failed": self = .failed
        case "malformed": self = .malformed
        default: throw reader.fault("end")
        }
    }
}
