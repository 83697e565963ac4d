import ArgumentParser
import Codec
import Contracts
import Primitives

/// The calls of a MultiSend.
struct EthMultiSendDecode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "multisend-decode", abstract: "Decode the calls of a MultiSend strictly.",
        discussion: """
            A line is {version, data}: calldata of multiSend, or its packed argument. "library" is \
            MultiSend, unless named MultiSendCallOnly, which refuses delegatecalls. With "safe" \
            the target zero is that Safe from 1.5.0 on, as the library has it.
            """)

    @Argument(help: "The calldata, or the packed calls, in hex.")
    var data: String?

    @Option(help: "The version of the Safe.")
    var version = "1.4.1"

    @Flag(help: "The library is MultiSendCallOnly, which refuses delegatecalls.")
    var callOnly = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        [
            "data": .string(try required(data, "the calldata")), "version": .string(version),
            "library": callOnly ? "MultiSendCallOnly" : "MultiSend",
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        guard let version = SafeVersion(try line.text("version")) else {
            throw LineFailure("version", "a version has three numbers: 1.4.1")
        }
        let name = line.optional("library")?.string ?? MultiSendLibrary.multiSend.rawValue
        guard let library = MultiSendLibrary(rawValue: name) else {
            throw LineFailure("library", "the library is MultiSend or MultiSendCallOnly")
        }
        var batch = try MultiSendBatch(packed: packed(line.bytes("data")), library: library)
        if line.optional("safe") != nil {
            batch = batch.resolved(for: try line.address("safe"), version: version)
        }
        return .array(
            batch.records.map { record in
                [
                    "operation": .string("\(record.operation.rawValue)"),
                    "to": .string(record.to.checksummed), "value": .string(record.value.decimal),
                    "data": .string(record.data.hex),
                ]
            })
    }

    /// A record begins with 0 or 1, calldata with its selector.
    private static func packed(_ data: Bytes) throws -> Bytes {
        guard FunctionSelector(startOf: data) == MultiSend.Call.id.selector else { return data }
        return try MultiSend.Call(calldata: data).argument
    }
}
