public import Codec
import Primitives

extension DecisionBasis {
    /// The version of the form that ``json`` writes.
    public static let formatVersion: UInt64 = 1

    /// The basis as JSON, for a record.
    public var json: JSONValue {
        [
            "version": JSONValue(DecisionBasis.formatVersion), "request": request.json,
            "kms": .string(kms.hex), "quorum": JSONValue(quorum), "rules": rules.json,
            "denial": denial.map { denial in
                ["code": .string(denial.code.rawValue), "sentence": .string(denial.sentence)]
            } ?? .null,
            "finalized": finalized?.json ?? .null, "recent": recent?.json ?? .null,
        ]
    }

    /// The basis that ``json`` wrote.
    ///
    /// - Throws: ``BasisFault`` at the first member that is missing or of another form.
    public init(json value: JSONValue) throws(BasisFault) {
        let reader = BasisReader(value, "basis")
        guard try reader.integer("version") == DecisionBasis.formatVersion else {
            throw BasisFault(member: "basis.version")
        }
        self.init(
            request: try BootRequest(json: reader.member("request")),
            kms: try reader.address("kms"), denial: try reader.optional("denial", HeadDenial.init),
            finalized: try reader.optional("finalized", View.init),
            recent: try reader.optional("recent", View.init),
            quorum: try reader.int("quorum"), rules: try LocalRules(json: reader.member("rules")))
    }
}

extension HeadDenial {
    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        self.init(try reader.code("code"), try reader.text("sentence"))
    }
}

extension DecisionBasis.View {
    fileprivate var json: JSONValue {
        [
            "number": .string(number.decimal), "hash": .string(hash.hex),
            "stateRoot": .string(stateRoot.hex), "timestamp": JSONValue(timestamp.seconds),
            "facts": facts.map { facts in
                switch facts {
                case .unknownKms: .string("unknown kms")
                case .facts(let facts): facts.json
                }
            } ?? .null,
        ]
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        let facts: DecisionBasis.Reading? =
            if reader.isText("facts", "unknown kms") {
                .unknownKms
            } else {
                try reader.optional("facts", PolicyFacts.init).map { .facts($0) }
            }
        self.init(
            number: try reader.blockNumber("number"), hash: try reader.hash("hash"),
            stateRoot: try reader.hash("stateRoot"),
            timestamp: Timestamp(seconds: try reader.integer("timestamp")), facts: facts)
    }
}

extension LocalRules {
    fileprivate var json: JSONValue {
        [
            "deniedVariants": .array(deniedVariants.sorted().map { .string($0) }),
            "acceptedGateways": .array(acceptedGateways.sorted().map { .string($0) }),
            "leastEvidence": .string(leastEvidence.rawValue),
        ]
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        guard let least = EvidenceLevel(rawValue: try reader.text("leastEvidence")) else {
            throw reader.fault("leastEvidence")
        }
        self.init(
            deniedVariants: Set(try reader.texts("deniedVariants")),
            acceptedGateways: Set(try reader.texts("acceptedGateways")), leastEvidence: least)
    }
}
