public import Primitives

extension EIP712 {
    /// For whom typed data is signed: a signature for one domain is none for another.
    public struct Domain: Hashable, Sendable {
        static let typeName = "EIP712Domain"

        /// The name that people know it by.
        public let name: String?
        /// The version of the signing domain.
        public let version: String?
        /// The chain.
        public let chainID: ChainID?
        /// The contract that verifies the signature.
        public let verifyingContract: Address?
        /// A last resort to tell domains apart.
        public let salt: Hash32?

        /// The types of the members that EIP-712 defines.
        private static let types = [
            "name": "string", "version": "string", "chainId": "uint256",
            "verifyingContract": "address", "salt": "bytes32",
        ]

        /// Checks that the declared domain has only members that EIP-712 defines, of its types.
        static func check(_ structure: TypedDataSchema.Structure) throws(TypedDataError) {
            for member in structure.members where types[member.name] != member.typeText {
                throw TypedDataError(.domainType, at: "types.\(typeName).\(member.name)")
            }
        }

        /// The members of a domain that was read.
        init(_ value: TypedDataValue, _ schema: TypedDataSchema) {
            var texts: [String: String] = [:]
            var words: [String: Hash32] = [:]
            if case .structure(let index, let values) = value {
                for (member, value) in zip(schema.structures[index].members, values) {
                    switch value {
                    case .word(let word): words[member.name] = word
                    case .bytes(let bytes):
                        texts[member.name] = String(decoding: bytes, as: UTF8.self)
                    case .array, .structure: break
                    }
                }
            }
            name = texts["name"]
            version = texts["version"]
            chainID = words["chainId"].map { ChainID(UInt256($0)) }
            verifyingContract = words["verifyingContract"].map(Address.init(lastBytesOf:))
            salt = words["salt"]
        }
    }
}
