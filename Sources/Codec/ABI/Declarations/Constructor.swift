extension ABI {
    /// The constructor of a contract: its arguments follow the init code.
    public struct Constructor: Hashable, Sendable {
        /// The parameters.
        public let inputs: [Parameter]
        /// Whether a creation may carry value.
        public let isPayable: Bool

        /// A constructor from its parts.
        public init(inputs: [Parameter], isPayable: Bool = false) {
            self.inputs = inputs
            self.isPayable = isPayable
        }
    }
}

extension ABI.Constructor: CustomStringConvertible {
    /// The full declaration, with names.
    public var description: String {
        "constructor\(inputs.declaration)" + (isPayable ? " payable" : "")
    }
}
