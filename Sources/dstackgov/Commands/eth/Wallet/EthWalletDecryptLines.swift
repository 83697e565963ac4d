import ArgumentParser
import Codec
import Primitives
import Signing

/// The accounts of many keystores.
struct EthWalletDecryptLines: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "wallet-decrypt", abstract: "Open keystores and compute their accounts.",
        discussion: """
            A line is {keystore, password}: the file as text or object, the password as text or, \
            as passwordBytes, in hex. "allow" names what is taken beside the definition: \
            blockChaining, emptySalt, shortSecret. Without --lines see wallet decrypt.
            """)

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        throw CommandFailure(
            .input, "passwords are no arguments", remedy: "Give --lines, or use wallet decrypt.")
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let document = try line.value("keystore")
        let text = document.string.map { Bytes(utf8: $0) } ?? document.serializedBytes()
        let typed =
            try line.optional("passwordBytes") == nil
            ? Bytes(utf8: line.text("password")) : line.bytes("passwordBytes")
        let password = try typed.withSpan { span throws(SecretError) in
            try SecretBytes(copying: span)
        }
        let keystore = try Keystore(parsing: text, leniency: leniency(line))
        return .string(try keystore.open(password: password).address.checksummed)
    }

    private static func leniency(_ line: LineObject) throws -> KeystoreLeniency {
        let names: [String: KeystoreLeniency] = [
            "blockChaining": .blockChaining, "emptySalt": .emptySalt, "shortSecret": .shortSecret,
        ]
        guard line.optional("allow") != nil else { return [] }
        return try line.array("allow").reduce(into: []) { all, item in
            guard let one = item.string.flatMap({ names[$0] }) else {
                throw LineFailure("allow", "allow is blockChaining, emptySalt or shortSecret")
            }
            all.formUnion(one)
        }
    }
}
