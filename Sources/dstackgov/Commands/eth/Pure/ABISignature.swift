import Codec

/// What names types on the command line: `f(uint256,(address,bytes)[])`, or the types alone in
/// brackets.
struct ABISignature {
    /// The function's name and types; nil where only types are given.
    let function: ABI.Function?
    /// The types.
    let types: [ABI.ValueType]

    init(_ text: String) throws {
        if text == "()" {
            (function, types) = (nil, [])
        } else if text.hasPrefix("(") {
            guard case .tuple(let members) = try ABI.ValueType(text).form else {
                throw LineFailure("grammar", "types stand in brackets: (uint256,address)")
            }
            (function, types) = (nil, members)
        } else {
            let function = try ABI.Function(
                text.hasPrefix("function ") ? text : "function " + text)
            (self.function, types) = (function, function.inputs.map(\.type))
        }
    }
}
