import ArgumentParser
import Codec
import Primitives

/// Where a contract will stand.
struct EthCreateAddress: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-address", abstract: "Compute where CREATE or CREATE2 puts a contract.",
        discussion: """
            A line is {sender, nonce}, or {deployer, salt, initCodeHash} or {deployer, salt, \
            initCode} (EIP-1014).
            """)

    @Option(help: "CREATE: the account that creates.")
    var sender: String?

    @Option(help: "CREATE: the account's nonce.")
    var nonce: String?

    @Option(help: "CREATE2: the contract that creates.")
    var deployer: String?

    @Option(help: "CREATE2: the salt, 32 bytes in hex.")
    var salt: String?

    @Option(help: "CREATE2: the init code in hex.")
    var initCode: String?

    @Option(help: "CREATE2: the hash of the init code.")
    var initCodeHash: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let options = [
            ("sender", sender), ("nonce", nonce), ("deployer", deployer), ("salt", salt),
            ("initCode", initCode), ("initCodeHash", initCodeHash),
        ]
        return .object(
            options.compactMap { name, value in value.map { JSONMember(name, .string($0)) } })
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        if line.optional("deployer") == nil {
            let sender = try line.address("sender")
            guard let nonce = UInt64(exactly: try line.integer("nonce")) else {
                throw LineFailure("overflow", "a nonce has at most 64 bits")
            }
            return .string(Address.created(by: sender, nonce: nonce).checksummed)
        }
        let stated = try line.optional("initCodeHash") == nil ? nil : line.hash("initCodeHash")
        let computed =
            try line.optional("initCode") == nil
            ? nil : Keccak256.hash(line.bytes("initCode"))
        guard let hash = stated ?? computed else {
            throw LineFailure("missing", "initCode or initCodeHash is missing")
        }
        guard computed == nil || computed == hash else {
            throw LineFailure("mismatch", "initCode has another hash than initCodeHash")
        }
        let address = Address.created(
            by: try line.address("deployer"), salt: try line.hash("salt"), initCodeHash: hash)
        return .string(address.checksummed)
    }
}
