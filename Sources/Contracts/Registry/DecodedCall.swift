public import Codec

/// A call of a function that is known, with its arguments.
public struct DecodedCall: Hashable, Sendable {
    /// The function.
    public let function: ABI.Function
    /// The arguments, in declared order.
    public let arguments: [ABI.Value]

    /// The argument with this name; nil when there is none.
    public func argument(_ name: String) -> ABI.Value? {
        for (input, value) in zip(function.inputs, arguments) where input.name == name {
            return value
        }
        return nil
    }

    /// The contracts that declare the function.
    public var contracts: [String] { KnownContracts.contracts(declaring: function.signature) }
}

extension DecodedCall: CustomStringConvertible {
    /// `name(parameter: value, …)`.
    public var description: String {
        function.name + labelled(zip(function.inputs, arguments.map(\.description)))
    }
}

/// A log of an event that is known, with what it says about the parameters.
public struct DecodedLog: Hashable, Sendable {
    /// The event.
    public let event: ABI.Event
    /// What the log says about each parameter, in declared order.
    public let values: [ABI.EventValue]

    /// What the log says about the parameter with this name; nil when there is none.
    public func value(_ name: String) -> ABI.EventValue? {
        for (input, value) in zip(event.inputs, values) where input.name == name { return value }
        return nil
    }

    /// The contracts that declare the event.
    public var contracts: [String] { KnownContracts.contracts(declaring: event.signature) }
}

extension DecodedLog: CustomStringConvertible {
    /// `Name(parameter: value, …)`.
    public var description: String {
        event.name + labelled(zip(event.inputs, values.map(\.description)))
    }
}

/// `(name: value, …)`.
private func labelled(_ pairs: some Sequence<(ABI.Parameter, String)>) -> String {
    let parts = pairs.map { $0.name.isEmpty ? $1 : "\($0.name): \($1)" }
    return "(" + parts.joined(separator: ", ") + ")"
}
