extension ABI {
    /// An error of a contract: what it reverts with.
    public struct ErrorDeclaration: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The parameters.
        public let inputs: [Parameter]
        /// The first four bytes of its revert data.
        public let selector: FunctionSelector
        let inputTypes: [ValueType]

        /// An error from its parts.
        public init(name: String, inputs: [Parameter]) {
            self.name = name
            self.inputs = inputs
            selector = FunctionSelector(signature: name + inputs.signature)
            inputTypes = inputs.map(\.type)
        }

        /// The error that a declaration describes: `error Denied(address who, bytes32 role)`.
        ///
        /// - Throws: ``ABIError`` with rule `grammar`.
        public init(_ declaration: String) throws(ABIError) {
            guard case .error(let error) = try Declaration(declaration) else {
                throw ABIError(.grammar, at: 0)
            }
            self = error
        }

        /// The name and the types: `Denied(address,bytes32)`.
        public var signature: String { name + inputs.signature }
    }
}

extension ABI.ErrorDeclaration: CustomStringConvertible {
    /// The full declaration, with names.
    public var description: String { "error \(name)\(inputs.declaration)" }
}
