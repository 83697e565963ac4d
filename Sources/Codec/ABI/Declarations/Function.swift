extension ABI {
    /// Whether a function reads or changes state and takes value (Solidity, `stateMutability`).
    public enum Mutability: String, Hashable, Sendable {
        /// Depends on its arguments alone.
        case pure
        /// Reads state.
        case view
        /// Changes state and refuses value.
        case nonpayable
        /// Changes state and takes value.
        case payable
    }

    /// A function of a contract.
    public struct Function: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The parameters.
        public let inputs: [Parameter]
        /// The returned values.
        public let outputs: [Parameter]
        /// Whether it reads or changes state and takes value.
        public let mutability: Mutability
        /// The first four bytes of its calldata.
        public let selector: FunctionSelector
        let inputTypes: [ValueType]
        let outputTypes: [ValueType]

        /// A function from its parts.
        public init(
            name: String, inputs: [Parameter], outputs: [Parameter] = [],
            mutability: Mutability = .nonpayable
        ) {
            self.name = name
            self.inputs = inputs
            self.outputs = outputs
            self.mutability = mutability
            selector = FunctionSelector(signature: name + inputs.signature)
            inputTypes = inputs.map(\.type)
            outputTypes = outputs.map(\.type)
        }

        /// The function that a declaration describes:
        /// `function balanceOf(address account) view returns (uint256)`.
        ///
        /// - Throws: ``ABIError`` with rule `grammar`.
        public init(_ declaration: String) throws(ABIError) {
            guard case .function(let function) = try Declaration(declaration) else {
                throw ABIError(.grammar, at: 0)
            }
            self = function
        }

        /// The name and the types: `transfer(address,uint256)`.
        public var signature: String { name + inputs.signature }
    }
}

extension ABI.Function: CustomStringConvertible {
    /// The full declaration, with names.
    public var description: String {
        "function \(name)\(inputs.declaration)"
            + (mutability == .nonpayable ? "" : " \(mutability.rawValue)")
            + (outputs.isEmpty ? "" : " returns \(outputs.declaration)")
    }
}
