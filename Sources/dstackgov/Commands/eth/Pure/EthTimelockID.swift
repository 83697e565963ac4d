import ArgumentParser
import Codec
import Contracts
import Primitives

/// The id of a timelock's operation.
struct EthTimelockID: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "timelock-id", abstract: "Compute the id of a timelock's operation.",
        discussion: """
            A line is {calls: [{target, value, data}], batch, predecessor, salt}, or {targets, \
            values, payloads, predecessor, salt} as hashOperationBatch takes them. A batch of one \
            call has another id than the call alone.
            """)

    @Argument(help: "The file with {calls, batch, predecessor, salt}; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { try document(file) }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let predecessor = try word("predecessor", of: line)
        let salt = try word("salt", of: line)
        if line.optional("calls") == nil {
            return .string(
                batch(
                    try line.list("targets").map(address),
                    values: try line.array("values").map(number),
                    payloads: try line.list("payloads"), predecessor: predecessor, salt: salt
                ).hex)
        }
        let calls = try line.array("calls").map { item in
            let call = try LineObject(item)
            return (
                target: try call.address("target"),
                value: Wei(try call.integer("value", default: 0)),
                data: try call.optional("data") == nil ? Bytes() : call.bytes("data")
            )
        }
        if try line.flag("batch") {
            return .string(
                batch(
                    calls.map(\.target), values: calls.map(\.value), payloads: calls.map(\.data),
                    predecessor: predecessor, salt: salt
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

    private static func batch(
        _ targets: [Address], values: [Wei], payloads: [Bytes], predecessor: Hash32, salt: Hash32
    ) -> Hash32 {
        TimelockController.operationID(
            of: TimelockController.HashOperationBatch(
                targets: targets, values: values, payloads: payloads, predecessor: predecessor,
                salt: salt))
    }

    /// A word; zero where it is absent.
    private static func word(_ name: String, of line: LineObject) throws -> Hash32 {
        try line.optional(name) == nil ? .zero : line.hash(name)
    }

    private static func address(_ bytes: Bytes) throws -> Address {
        guard let address = Address(bytes) else {
            throw LineFailure("length", "an address has 20 bytes, not \(bytes.count)")
        }
        return address
    }

    private static func number(_ value: JSONValue) throws -> Wei {
        guard let digits = value.string ?? value.number else {
            throw LineFailure("type", "a value is a whole number")
        }
        return Wei(try UInt256(decimal: digits))
    }
}
