public import Primitives

/// A document of EIP-712: types, domain and message as JSON, read strictly. What a signer sees in it is
/// all that is signed, and means one thing only.
public struct TypedData: Sendable {
    /// Names that wallets send for whole numbers and that a strict reader refuses.
    public struct Options: Hashable, Sendable {
        /// Whether integers may be written as `0x2105`; they are then hexadecimal, never decimal.
        public var allowsHexadecimalIntegers: Bool

        /// Options of your own.
        public init(allowsHexadecimalIntegers: Bool) {
            self.allowsHexadecimalIntegers = allowsHexadecimalIntegers
        }

        /// Canonical decimals only.
        public static let strict = Options(allowsHexadecimalIntegers: false)
        /// Hexadecimal integers as well, as some wallets send them.
        public static let wallets = Options(allowsHexadecimalIntegers: true)
    }

    /// The name of the type whose struct is signed.
    public let primaryType: String
    let schema: TypedDataSchema
    let typeHashes: [Hash32]
    let domainValue: TypedDataValue
    let message: TypedDataValue

    /// The typed data that a document holds.
    ///
    /// - Throws: ``TypedDataError`` with the first rule broken and the place.
    public init(
        _ document: JSONValue, options: Options = .strict
    ) throws(TypedDataError) {
        guard let types = document["types"]?.object,
            let primaryType = document["primaryType"]?.string,
            let domain = document["domain"], domain.object != nil,
            let message = document["message"], message.object != nil
        else { throw TypedDataError(.shape, at: "") }
        schema = try TypedDataSchema(types)
        guard let domainIndex = schema.index(of: EIP712.Domain.typeName) else {
            throw TypedDataError(.domainType, at: "types")
        }
        try EIP712.Domain.check(schema.structures[domainIndex])
        guard let primary = schema.index(of: primaryType) else {
            throw TypedDataError(.primaryType, at: "primaryType")
        }
        self.primaryType = primaryType
        let reader = TypedDataReader(
            schema: schema, allowsHexadecimalIntegers: options.allowsHexadecimalIntegers)
        do { domainValue = try reader.structure(domainIndex, domain) } catch {
            throw error.inside("domain")
        }
        do { self.message = try reader.structure(primary, message) } catch {
            throw error.inside("message")
        }
        var hashes = [Hash32](repeating: .zero, count: schema.structures.count)
        for index in [domainIndex, primary] + schema.references(of: primary) {
            hashes[index] = schema.typeHash(index)
        }
        typeHashes = hashes
    }

    /// The domain: for whom it is signed.
    public var domain: EIP712.Domain { EIP712.Domain(domainValue, schema) }

    /// The hash of the domain.
    public var domainSeparator: Hash32 { domainValue.word(typeHashes) }

    /// The hash of the message.
    public var structHash: Hash32 { message.word(typeHashes) }

    /// What is signed.
    public var digest: Hash32 {
        EIP712.digest(domainSeparator: domainSeparator, structHash: structHash)
    }
}

extension TypedData {
    /// The names of the declared struct types, the domain's included, in declared order.
    public var typeNames: [String] { schema.structures.map(\.name) }

    /// The text whose hash stands for a struct type: `Mail(Person from,…)Person(…)`; nil when there is
    /// no such type.
    public func encodeType(_ name: String) -> String? {
        schema.index(of: name).map(schema.encodeType)
    }

    /// The hash of ``encodeType(_:)``.
    public func typeHash(_ name: String) -> Hash32? {
        schema.index(of: name).map(schema.typeHash)
    }

    /// The hash of one struct in the message.
    public struct StructHash: Hashable, Sendable {
        /// Where it stands: `message`, `message.to[1]`.
        public let path: String
        /// The name of its type.
        public let type: String
        /// Its hash.
        public let hash: Hash32
    }

    /// The hash of every struct in the message, each before those within it.
    public var structHashes: [StructHash] {
        var found: [StructHash] = []
        collect(message, path: "message", into: &found)
        return found
    }

    private func collect(_ value: TypedDataValue, path: String, into found: inout [StructHash]) {
        switch value {
        case .word, .bytes: break
        case .array(let values):
            for (position, value) in values.enumerated() {
                collect(value, path: "\(path)[\(position)]", into: &found)
            }
        case .structure(let index, let values):
            let structure = schema.structures[index]
            found.append(
                StructHash(path: path, type: structure.name, hash: value.word(typeHashes)))
            for (member, value) in zip(structure.members, values) {
                collect(value, path: "\(path).\(member.name)", into: &found)
            }
        }
    }
}
