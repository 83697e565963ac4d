import Codec
import Contracts
import Governance
import Primitives

/// Makes calldata of a function's arguments as people type them.
struct ProposedArguments {
    /// The function.
    let function: ABI.Function
    /// The names that stand for addresses.
    let book: AddressBook

    /// What is to be typed behind the subcommand's name.
    static func usage(_ function: ABI.Function) -> String {
        let names = parameters(function).map { "\($0.name) (\($0.type))" }
        return names.isEmpty ? "No arguments." : "Arguments: " + names.joined(separator: ", ") + "."
    }

    /// The calldata of a call with `texts` as arguments.
    ///
    /// Addresses may be names of the deployment; `@file` stands for the bytes of a file.
    func calldata(_ texts: [String]) throws(CommandFailure) -> Bytes {
        let parameters = ProposedArguments.parameters(function)
        guard texts.count == parameters.count else {
            throw CommandFailure(
                .input, "\(function.name): \(texts.count) arguments given",
                remedy: ProposedArguments.usage(function))
        }
        var values: [ABI.Value] = []
        for (parameter, text) in zip(parameters, texts) {
            values.append(try value(text, parameter))
        }
        if isOneTuple { values = [.tuple(values)] }
        do throws(ABIError) { return try function.encodeCall(values) } catch {
            throw CommandFailure(.input, "\(function.name): \(error)")
        }
    }

    /// The one struct that a function takes is typed by its members.
    private static func parameters(_ function: ABI.Function) -> [ABI.Parameter] {
        if function.inputs.count == 1, let only = function.inputs.first, !only.components.isEmpty {
            return only.components
        }
        return function.inputs
    }

    private var isOneTuple: Bool {
        function.inputs.count == 1 && function.inputs.first?.components.isEmpty == false
    }

    private func value(
        _ text: String, _ parameter: ABI.Parameter
    ) throws(CommandFailure) -> ABI.Value {
        let option = "\(function.name) \(parameter.name)"
        if case .address = parameter.type.form {
            return .address(try book.address(text, on: nil, for: option))
        }
        if parameter.name == "role", let role = ProposedArguments.roles[text] {
            return .bytes32(role)
        }
        if case .bytes = parameter.type.form, text.hasPrefix("@") {
            return .bytes(try File.read(String(text.dropFirst())))
        }
        do throws(ArgumentText.Failure) {
            return try ArgumentText.value(text, of: parameter.type)
        } catch {
            throw CommandFailure(
                .input, "\(option): \(error)",
                remedy: parameter.name == "role"
                    ? "Roles: \(ProposedArguments.roles.keys.sorted().joined(separator: ", "))."
                    : ProposedArguments.usage(function))
        }
    }

    private static let roles = [
        "proposer": TimelockController.proposerRole, "executor": TimelockController.executorRole,
        "canceller": TimelockController.cancellerRole, "admin": TimelockController.defaultAdminRole,
    ]
}
