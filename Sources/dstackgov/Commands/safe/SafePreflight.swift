import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// What each device will show, before anybody takes it out of the drawer.
struct SafePreflight: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preflight",
        abstract: "What each hardware wallet will show, screen by screen.",
        discussion: "Needs no network: best run on a second machine, beside the device.")

    /// From here on devices are known to fail or to show only a part, in bytes.
    private static let muchData = 4096

    @Argument(help: "The operation file.")
    var file: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let transaction = try Operations.transaction(of: operation)
        let hashes = transaction.hashes(in: operation.safeDomain)
        var page = Page()
        page.heading("Ledger, blind signing: compare both, and nothing less")
        page.facts([
            ("Domain hash", SafePreflight.device(hashes.domainHash)),
            ("Message hash", SafePreflight.device(hashes.messageHash)),
        ])
        page.heading("Trezor, and Ledger with full EIP-712: every field")
        var fields = [
            ("verifyingContract", operation.safe.address.checksummed),
            ("to", transaction.to.checksummed), ("value", transaction.value.decimal),
            ("data", transaction.data.hex),
            ("operation", transaction.operation == .call ? "0 (call)" : "1 (delegatecall)"),
            ("safeTxGas", transaction.safeTxGas.decimal), ("baseGas", transaction.baseGas.decimal),
            ("gasPrice", transaction.gasPrice.decimal),
            ("gasToken", transaction.gasToken.checksummed),
            ("refundReceiver", transaction.refundReceiver.checksummed),
            ("nonce", transaction.nonce.decimal),
        ]
        if operation.safe.version.bindsChainID {
            fields.insert(("chainId", operation.chainID.decimal), at: 0)
        }
        page.facts(fields.map { (name: $0.0, value: $0.1) })
        page.heading("Keycard, and whoever reads aloud: safeTxHash, in groups of eight")
        page.line("  " + SafePreflight.groups(hashes.digest))
        page.heading("What no device must be asked")
        for warning in warnings(transaction, hashes) { page.line("  ! " + warning, .warning) }
        output.print(
            page,
            json: [
                "domainHash": .string(SafePreflight.device(hashes.domainHash)),
                "messageHash": .string(SafePreflight.device(hashes.messageHash)),
                "safeTxHash": .string(hashes.digest.hex),
                "dataBytes": .number("\(transaction.data.count)"),
                "warnings": .array(warnings(transaction, hashes).map { .string($0) }),
            ])
    }

    private func warnings(_ transaction: SafeTransaction, _ hashes: SafeHashes) -> [String] {
        var warnings = [
            "eth_sign or a personal message shows 32 bytes and no meaning: only if they are "
                + hashes.digest.hex,
            "a page that makes the transaction proves nothing by the hash that it shows",
        ]
        if transaction.data.count > SafePreflight.muchData {
            warnings.append(
                "\(transaction.data.count) bytes of data are too much for some devices: split the "
                    + "batch, or approve the hash on chain")
        }
        if transaction.operation == .delegateCall {
            warnings.append("delegatecall: code of \(transaction.to) runs as the Safe")
        }
        return warnings
    }

    /// As devices show a hash: upper case behind 0x.
    private static func device(_ hash: Hash32) -> String {
        "0x" + hash.hex.dropFirst(2).uppercased()
    }

    /// Groups of eight digits, for reading aloud.
    private static func groups(_ hash: Hash32) -> String {
        let digits = Array(hash.hex.dropFirst(2))
        return stride(from: 0, to: digits.count, by: 8).map { String(digits[$0..<$0 + 8]) }
            .joined(separator: " ")
    }
}
