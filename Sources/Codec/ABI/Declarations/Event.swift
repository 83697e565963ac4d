public import Primitives

extension ABI {
    /// An event of a contract.
    public struct Event: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The parameters, indexed and not, in declared order.
        public let inputs: [Parameter]
        /// Whether its logs do not begin with ``topic``.
        public let isAnonymous: Bool
        /// The hash of the signature: the first topic of its logs unless it is anonymous.
        public let topic: Hash32
        /// The number of topics of its logs.
        public let topicCount: Int
        let dataHeadSize: Int

        /// An event from its parts.
        public init(name: String, inputs: [Parameter], isAnonymous: Bool = false) {
            self.name = name
            self.inputs = inputs
            self.isAnonymous = isAnonymous
            topic = Keccak256.hash(utf8: name + inputs.signature)
            topicCount = inputs.count { $0.isIndexed } + (isAnonymous ? 0 : 1)
            dataHeadSize = ABI.headSize(of: inputs.filter { !$0.isIndexed }.map(\.type))
        }

        /// The event that a declaration describes:
        /// `event Transfer(address indexed from, address indexed to, uint256 value)`.
        ///
        /// - Throws: ``ABIError`` with rule `grammar`.
        public init(_ declaration: String) throws(ABIError) {
            guard case .event(let event) = try Declaration(declaration) else {
                throw ABIError(.grammar, at: 0)
            }
            self = event
        }

        /// The name and the types: `Transfer(address,address,uint256)`.
        public var signature: String { name + inputs.signature }
    }
}

extension ABI.Event: CustomStringConvertible {
    /// The full declaration, with names.
    public var description: String {
        "event \(name)\(inputs.declaration)" + (isAnonymous ? " anonymous" : "")
    }
}
