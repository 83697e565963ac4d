import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Primitives

/// The address that a Safe will have.
struct SafePredict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Where the canonical factory will put a Safe 1.4.1.")

    @Option(help: "An owner; one for each, in their order.")
    var owner: [String]

    @Option(help: "How many owners must sign.")
    var threshold: Int

    @Option(help: "What tells this Safe from others with the same owners.")
    var saltNonce: String = "0"

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try chain.client()
        var owners: [Address] = []
        for text in owner { owners.append(try Input.address(text, "--owner")) }
        guard (1...max(1, owners.count)).contains(threshold) else {
            throw CommandFailure(.input, "--threshold: \(owners.count) owners cannot meet it")
        }
        let nonce: UInt256
        do throws(NumberTextError) { nonce = try UInt256(decimal: saltNonce) } catch {
            throw CommandFailure(.input, "--salt-nonce: \(error)")
        }
        let creation = try SafeCreation(
            owners: owners, threshold: threshold,
            singleton: try await SafeCreation.singleton(client), saltNonce: nonce)
        let address = try await creation.address(client)
        let exists = try await !client.code(address).isEmpty
        var page = Page()
        page.facts([
            ("Safe", address.checksummed), ("exists", exists ? "yes" : "no"),
            ("factory", creation.factory.address.checksummed),
            ("calldata", creation.call.calldata.hex),
        ])
        output.print(
            page,
            json: [
                "address": .string(address.checksummed), "exists": .bool(exists),
                "factory": .string(creation.factory.address.checksummed),
                "calldata": .string(creation.call.calldata.hex),
            ])
    }
}
