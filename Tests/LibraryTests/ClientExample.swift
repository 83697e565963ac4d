import Chain
import Contracts
import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("docs/library.md: asking a node", .enabled(if: Devnet.isAvailable))
struct ClientExample {
    @Test("a proved slot, a log scan")
    func client() async throws {
        let devnet = try await Devnet.start("--empty")
        let contract = Address.zero
        let slot = Hash32.zero
        // example: client
        let transport = try CurlTransport(
            url: RedactedURL(devnet.url), loop: CurlLoop())  // prints without its key
        let client = EthereumClient(transport: transport, label: "operator")

        // A header's hash is computed from its fields, an answer is proved against its state root.
        guard let header = try await client.getHeader(.latest) else { return }
        let proved = try await client.getVerifiedAccount(contract, slots: [slot], in: header)
        print(header.hash, proved.value(of: slot) ?? 0)

        // Ranges as large as the node gives, no log twice, none left out silently.
        var scanner = LogScanner(
            client: client, addresses: [contract], from: 0, to: header.number)
        while let event = try await scanner.next() {
            switch event {
            case .page(let page): print(page.blocks, page.logs.count)
            case .rollback(let checkpoint): print("forget all behind", checkpoint.number)
            }
        }
        // end
        #expect(proved.stateRoot == header.header.stateRoot)
    }
}
