public import Codec
import Primitives

extension HeadMemory {
    /// What is kept across restarts, as JSON.
    public var json: JSONValue {
        [
            "version": 1,
            "floor": floor.map { floor in
                [
                    "number": .string(floor.number.decimal), "hash": .string(floor.hash.hex),
                    "acceptedAt": JSONValue(floor.acceptedAt.seconds),
                ]
            } ?? .null,
            "halt": halt?.json ?? .null,
            "quarantine": .object(
                quarantine.sorted { $0.key < $1.key }.map { label, code in
                    JSONMember(label, .string(code.rawValue))
                }),
        ]
    }

    /// The memory that ``json`` wrote.
    ///
    /// - Throws: ``BasisFault`` at the first member that is missing or of another form.
    public init(json value: JSONValue) throws(BasisFault) {
        let reader = BasisReader(value, "memory")
        guard try reader.integer("version") == 1 else { throw reader.fault("version") }
        let list = try reader.member("quarantine")
        guard let members = list.value.object else { throw reader.fault("quarantine") }
        var quarantine: [String: DecisionCode] = [:]
        for member in members { quarantine[member.name] = try list.code(member.name) }
        self.init(
            floor: try reader.optional("floor", Floor.init),
            halt: try reader.optional("halt", Halt.init), quarantine: quarantine)
    }
}

extension HeadMemory.Floor {
    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        self.init(
            number: try reader.blockNumber("number"), hash: try reader.hash("hash"),
            acceptedAt: Timestamp(seconds: try reader.integer("acceptedAt")))
    }
}

extension HeadMemory.Halt {
    /// The halt as JSON.
    public var json: JSONValue {
        [
            "code": .string(code.rawValue), "sentence": .string(sentence),
            "seenAt": JSONValue(seenAt.seconds),
        ]
    }

    /// The halt that ``json`` wrote.
    ///
    /// - Throws: ``BasisFault`` at the first member that is missing or of another form.
    public init(json value: JSONValue) throws(BasisFault) {
        try self.init(json: BasisReader(value, "halt"))
    }

    fileprivate init(json reader: BasisReader) throws(BasisFault) {
        self.init(
            code: try reader.code("code"), sentence: try reader.text("sentence"),
            seenAt: Timestamp(seconds: try reader.integer("seenAt")))
    }
}
