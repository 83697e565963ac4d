import ArgumentParser
import Codec
import Contracts
import Primitives

/// The id of a timelock's operation.
struct EthTimelockID: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "timelock-id", abstract: "Compute the id of a timelock's operation.",
        discussion: """
            A line is {calls: [{target, value, data}], batch, predecessor, salt}. A batch of one \
            call has another id than the call alone.
            """)

    @Argument(help: "The file with {calls, batch, predecessor, salt}; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { try document(file) }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let calls = try line.array("calls").map { item in
            let call = try LineObject(item)
            return (
                target: try call.address("target"),
                value: Wei(try call.integer("value", default: 0)),
                data: try call.optional("data") == nil ? Bytes() : call.bytes("data")
            )
        }
        let predecessor =
            try line.optional("predecessor") == nil
            ? .zero : line.hash("predecessor")
        let salt = try line.optional("salt") == nil ? .zero : line.hash("salt")
        if try line.flag("batch") {
            return .string(
                TimelockController.operationID(
                    of: TimelockController.HashOperationBatch(
                        targets: calls.map(\.target), values: calls.map(\.value),
                        payloads: calls.map(\.data), predecessor: predecessor, salt: salt)
                ).hex)
        }
        guard calls.count == 1 else {
            throw LineFailure("count", "\(calls.count) calls that are no batch; one is")
        }
        return .string(
            TimelockController.operationID(
                of: TimelockController.HashOperation(
                    target: calls[0].target, value: calls[0].value, data: calls[0].data,
                    predecessor: predecessor, salt: salt)
            ).hex)
    }
}
