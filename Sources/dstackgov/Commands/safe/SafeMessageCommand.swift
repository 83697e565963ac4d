import ArgumentParser
import Codec
import Contracts
import Cryptography
import EthereumClient
import Governance
import Primitives
import Signing

/// What owners sign when their Safe signs a message, or for a Safe of which it is an owner.
struct SafeMessageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message",
        abstract: "The hashes of a Safe's message; with a key, an owner's signature of it.",
        discussion: """
            --text, or the bytes of --file as they are, are hashed as a personal message (EIP-191) \
            first; what another program may make of a file's line ends is told, with its hash. \
            --operation is the operation of a Safe of which this Safe is an owner: what its version hands over is the message. Join \
            the owners' signatures with `signatures nest`.
            """)

    @Option(help: "The Safe that signs; otherwise that of --deployment.")
    var safe: String?

    @Option(help: "A text.")
    var text: String?

    @Option(name: .customLong("file"), help: "A file with the text, hashed to the byte.")
    var path: String?

    @Option(help: "The operation file of the parent Safe.")
    var operation: String?

    @OptionGroup var key: KeyOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [text, path, operation].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("Give one of --text, --file and --operation.")
        }
    }

    func run() async throws {
        let client = try chain.client()
        let address = try SafeInfo.address(safe, deployment)
        let state: SafeOnChain
        let hashes: SafeHashes
        let message: Bytes
        var others: [(spelling: MessageSpelling, digest: Hash32)] = []
        var length: Int?
        if let operation {
            let nested = try await NestedSafe(
                try Operations.read(operation), child: address, client)
            state = nested.child
            hashes = nested.message
            message = nested.challenge
        } else {
            state = try await SafeOnChain(address, client)
            let content =
                try path.map { path throws(CommandFailure) in try File.read(path) }
                ?? Bytes(utf8: text ?? "")
            length = content.count
            message = PersonalMessage(content).digest.bytes
            let chainID = try await client.asking { client throws(ClientError) in
                try await client.chainID()
            }
            let domain = SafeDomain(chainID: chainID, safe: address, version: state.version)
            hashes = SafeMessage(message).hashes(in: domain)
            others = MessageSpelling.others(of: content).map { spelling in
                let message = PersonalMessage(spelling.bytes).digest.bytes
                return (spelling, SafeMessage(message).hashes(in: domain).digest)
            }
        }
        let signature = try sign(hashes.digest, owners: state.owners)
        var page = Page()
        var facts = [
            ("Safe", address.checksummed), ("message", message.hex),
            ("domain hash", hashes.domainHash.hex), ("message hash", hashes.messageHash.hex),
            ("to sign", hashes.digest.hex),
        ]
        if let length { facts.insert(("length", "\(length) bytes"), at: 1) }
        if let signature { facts.append(("signature", signature.bytes.hex)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        for (spelling, digest) in others {
            page.line(
                "The text \(spelling.difference.told): who signs it otherwise signs "
                    + "\(digest.hex).", .warning)
        }
        output.print(
            page,
            json: [
                "safe": .string(address.checksummed), "message": .string(message.hex),
                "domainHash": .string(hashes.domainHash.hex),
                "messageHash": .string(hashes.messageHash.hex),
                "digest": .string(hashes.digest.hex),
                "length": length.map { JSONValue($0) } ?? .null,
                "otherSpellings": .array(
                    others.map { other in
                        [
                            "difference": .string(other.spelling.difference.rawValue),
                            "digest": .string(other.digest.hex),
                        ]
                    }),
                "signature": signature.map { .string($0.bytes.hex) } ?? .null,
            ])
    }

    private func sign(
        _ digest: Hash32, owners: [Address]
    ) throws(CommandFailure) -> Signature? {
        guard key.isGiven else { return nil }
        let key = try key.open()
        guard owners.contains(key.address) else {
            throw CommandFailure(.refused, "\(key.address) is no owner of the Safe")
        }
        do throws(PrivateKeyError) { return try key.sign(digest) } catch {
            throw CommandFailure(.input, "the key cannot sign: \(error)")
        }
    }
}

extension MessageSpelling.Difference {
    fileprivate var told: String {
        switch self {
        case .byteOrderMark: "begins with a byte order mark"
        case .carriageReturns: "has lines that end with CR and LF"
        case .finalNewline: "ends with a newline"
        }
    }
}
