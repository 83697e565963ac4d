import Codec

extension PolicyFacts {
    var json: JSONValue {
        [
            "kms": [
                "allowsImage": .bool(kms.allowsImage),
                "allowsMeasurement": .bool(kms.allowsMeasurement),
                "allowsDevice": .bool(kms.allowsDevice), "isRegistered": .bool(kms.isRegistered),
                "gatewayAppId": .string(kms.gatewayAppID),
            ],
            "app": app?.json ?? .null,
        ]
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

extension PolicyFacts.App {
    fileprivate var json: JSONValue {
        switch self {
        case .absent: ["code": "absent"]
        case .unknown: ["code": "unknown"]
        case .delegated: ["code": "delegated"]
        case .known(let rules):
            [
                "code": "known", "allowsCompose": .bool(rules.allowsCompose),
                "allowsAnyDevice": .bool(rules.allowsAnyDevice),
                "allowsDevice": .bool(rules.allowsDevice),
                "requiresUpToDate": .bool(rules.requiresUpToDate),
            ]
        case .answered(.verdict(let isAllowed, let reason)):
            [
                "code": "answered", "end": "verdict", "isAllowed": .bool(isAllowed),
                "reason": .string(reason),
            ]
        case .answered(.reverted): ["code": "answered", "end": "reverted"]
        case .answered(.failed): ["code": "answered", "end": "failed"]
        case .answered(.malformed): ["code": "answered", "end": "malformed"]
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
