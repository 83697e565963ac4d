import Foundation
import TestSupport

/// A wallet on another machine, played by eth-account: it reads a file with typed data and gives
/// back 65 bytes.
enum WalletElsewhere {
    /// Signs the typed data of `file` with the account `index` of the development mnemonic.
    ///
    /// - Parameters:
    ///   - file: The path of the document.
    ///   - mnemonic: The path of the mnemonic.
    ///   - index: Which account.
    ///   - asMessage: Whether the wallet signs the digest as a personal message instead.
    /// - Returns: The signature in hex.
    /// - Throws: When Python cannot be started.
    static func sign(
        _ file: String, mnemonic: String, index: Int, asMessage: Bool = false
    ) async throws -> String {
        let script = """
            import json, sys
            from eth_account import Account
            from eth_account.messages import encode_defunct, encode_typed_data, _hash_eip191_message
            Account.enable_unaudited_hdwallet_features()
            path = f"m/44'/60'/0'/0/{sys.argv[3]}"
            account = Account.from_mnemonic(open(sys.argv[2]).read().strip(), account_path=path)
            message = encode_typed_data(full_message=json.load(open(sys.argv[1])))
            if sys.argv[4] == "true":
                message = encode_defunct(_hash_eip191_message(message))
            print("0x" + account.sign_message(message).signature.hex().removeprefix("0x"))
            """
        return try await python(script, [file, mnemonic, "\(index)", "\(asMessage)"])
    }

    /// Runs a script with the Python that the set-up installed.
    ///
    /// - Parameters:
    ///   - script: The script.
    ///   - arguments: Its arguments.
    /// - Returns: What it printed, without the last newline.
    /// - Throws: When Python cannot be started.
    static func python(_ script: String, _ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(script, arguments) })
            }
        }
    }

    private static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-c", script] + arguments
        process.currentDirectoryURL = Fixtures.root
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
