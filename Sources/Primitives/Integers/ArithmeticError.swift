/// Why checked arithmetic has no result.
///
/// Where the machine's integers would trap, those of this library throw this: a number from outside
/// never ends the program.
public enum ArithmeticError: Error, Equatable, Sendable {
    /// The exact result does not fit into the type.
    case overflow(Operation)
    /// The divisor is zero.
    case divisionByZero

    /// What was computed.
    public enum Operation: String, Sendable {
        /// `+`
        case addition
        /// `-`
        case subtraction
        /// `*`
        case multiplication
        /// `/`
        case division
        /// `raised(to:)`
        case power
        /// `negated()`
        case negation
    }
}

extension ArithmeticError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .overflow(let operation): "the result of the \(operation.rawValue) is out of range"
        case .divisionByZero: "division by zero"
        }
    }
}
