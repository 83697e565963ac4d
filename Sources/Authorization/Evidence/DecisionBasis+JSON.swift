public import Codec
import Primitives

extension DecisionBasis: JSONWritable {
    /// The version of the form that is written.
    public static let formatVersion: UInt64 = 1

    /// Writes the basis, for a record.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("version", DecisionBasis.formatVersion)
            writer.member("request", request)
            writer.member("kms", kms)
            writer.member("quorum", UInt64(clamping: quorum))
            writer.member("rules", rules)
            writer.member("denial", denial)
            writer.member("finalized", finalized)
            writer.member("recent", recent)
        }
    }

    /// The basis as a tree.
    public var json: JSONValue { JSONValue(writing: self) }

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

extension HeadDenial: JSONWritable {
    /// Writes the code and the sentence.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code.rawValue)
            writer.member("sentence", sentence)
        }
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        self.init(try reader.code("code"), try reader.text("sentence"))
    }
}

extension DecisionBasis.View: JSONWritable {
    /// Writes the block and what its state says.
    public func write(to writer: inout JSONWriter) {
        writer.value(keptBy: text) { writer in
            writer.object { writer in
                writer.member("number", number.decimal)
                writer.member("hash", hash)
                writer.member("stateRoot", stateRoot)
                writer.member("timestamp", timestamp.seconds)
                switch facts {
                case .facts(let facts): writer.member("facts", facts)
                case .unknownKms: writer.member("facts", "unknown kms")
                case nil: writer.member("facts", JSONValue.null)
                }
            }
        }
    }

    fileprivate convenience init(json reader: BasisReader) throws(BasisFault) {
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

extension LocalRules: JSONWritable {
    /// Writes the rules, sets in order.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("deniedVariants", deniedVariants.sorted())
            writer.member("acceptedGateways", acceptedGateways.sorted())
            writer.member("leastEvidence", leastEvidence.rawValue)
        }
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
