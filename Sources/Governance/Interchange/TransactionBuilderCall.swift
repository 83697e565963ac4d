import Codec
import Primitives

/// Reads one transaction of a Transaction Builder file.
struct TransactionBuilderCall {
    /// The call.
    let call: TimelockOperation.Call

    private typealias Failure = TransactionBuilderFile.Failure

    /// Reads `value`, which stands at `path`.
    init(_ value: JSONValue, at path: String) throws(TransactionBuilderFile.Failure) {
        guard value.object != nil else {
            throw Failure(rule: .form, path: path, detail: "an object is expected")
        }
        guard let text = value["to"]?.string, let target = try? Address(hex: text) else {
            throw Failure(rule: .to, path: path + ".to", detail: "no address")
        }
        let amount = value["value"].flatMap { $0.string ?? $0.number } ?? "0"
        guard let wei = try? Wei(decimal: amount) else {
            throw Failure(rule: .amount, path: path + ".value", detail: "no whole number of wei")
        }
        call = TimelockOperation.Call(
            target: target, value: wei, data: try Self.data(value, at: path))
    }

    /// Stated calldata wins over a method with values, as it does in the app.
    private static func data(
        _ value: JSONValue, at path: String
    ) throws(TransactionBuilderFile.Failure) -> Bytes {
        if let stated = value["data"], !stated.isNull, stated.string?.isEmpty != true {
            guard let text = stated.string, let data = try? Bytes(hex: text) else {
                throw Failure(rule: .data, path: path + ".data", detail: "no bytes in hex")
            }
            return data
        }
        guard let method = value["contractMethod"], !method.isNull else { return Bytes() }
        if ["receive", "fallback"].contains(method["name"]?.string) { return Bytes() }
        let place = path + ".contractInputsValues"
        guard case .function(let function) = try? ABI.Declaration(json: method) else {
            throw Failure(
                rule: .value, path: path + ".contractMethod", detail: "the method has unknown types"
            )
        }
        var arguments: [ABI.Value] = []
        for (index, input) in function.inputs.enumerated() {
            // A parameter without a name has its place as key.
            let key = input.name.isEmpty ? "\(index)" : input.name
            let stated = value["contractInputsValues"]?[key]
            guard let text = stated?.string else {
                throw Failure(rule: .value, path: place + "." + key, detail: "there is no value")
            }
            do throws(ArgumentText.Failure) {
                arguments.append(try ArgumentText.value(text, of: input.type))
            } catch {
                throw Failure(rule: .value, path: place + "." + key, detail: "\(error)")
            }
        }
        guard let data = try? function.encodeCall(arguments) else {
            throw Failure(rule: .value, path: place, detail: "the values do not encode")
        }
        return data
    }
}
