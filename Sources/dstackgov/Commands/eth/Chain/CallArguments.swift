import ArgumentParser
import Codec
import Primitives

/// What is called: a signature with its values, or calldata.
struct CallArguments: ParsableArguments {
    @Argument(help: "The contract.")
    var to: String

    @Argument(help: "The function, 'owner()(address)', or calldata in hex.")
    var function: String?

    @Argument(parsing: .allUnrecognized, help: "The function's values, in order.")
    var values: [String] = []

    /// The contract.
    func target() throws(CommandFailure) -> Address { try TextArgument.address(to, "the contract") }

    /// The function called, where a signature was given.
    func declaration() throws(CommandFailure) -> ABI.Function? {
        guard let function, !function.hasPrefix("0x") else { return nil }
        do throws(ABIError) { return try ABI.Function(CallArguments.declaration(function)) } catch {
            throw CommandFailure(.input, "\(function): \(error)")
        }
    }

    /// The calldata.
    func calldata() throws(CommandFailure) -> Bytes {
        do {
            guard let function else { return Bytes() }
            if function.hasPrefix("0x") { return try Bytes(hex: function) }
            guard let declaration = try declaration() else { return Bytes() }
            let arguments = try ABIValues.values(
                values.map(ABIArgument.value), as: declaration.inputs.map(\.type))
            return try declaration.encodeCall(arguments)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.input, LineFailure(error).message)
        }
    }

    /// `name(types)(types)` as `cast` has it, or a declaration of Solidity's.
    private static func declaration(_ text: String) -> String {
        guard !text.hasPrefix("function ") else { return text }
        guard let end = text.firstIndex(of: ")"), text[end...].contains("("),
            !text.contains("returns"), let split = outputs(text)
        else { return "function " + text }
        return "function " + text[..<split] + " returns " + text[split...]
    }

    /// Where the second list of types begins: behind the bracket that closes the first.
    private static func outputs(_ text: String) -> String.Index? {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "(": depth += 1
            case ")":
                depth -= 1
                let next = text.index(after: index)
                if depth == 0, next < text.endIndex { return next }
            default: break
            }
        }
        return nil
    }
}
