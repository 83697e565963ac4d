import ArgumentParser
import CurlTransport
import EthereumClient
import Glibc

/// Which node to ask.
struct ChainOptions: ParsableArguments {
    @Option(help: "The node's JSON-RPC endpoint; otherwise the environment's ETH_RPC_URL.")
    var rpcURL: String?

    @Option(
        help: ArgumentHelp(
            "A host that may be reached by plain http, besides this machine.", valueName: "host"))
    var plainHost: [String] = []

    /// A client of the node.
    ///
    /// - Throws: ``CommandFailure`` that names the option or the variable at fault.
    func client() throws(CommandFailure) -> EthereumClient {
        let (transport, label) = try transport()
        return EthereumClient(
            transport: transport, label: label, options: TellingTransport.options)
    }

    /// What reaches the node, and the node's address without secrets.
    ///
    /// - Throws: ``CommandFailure`` that names the option or the variable at fault.
    func transport() throws(CommandFailure) -> (TellingTransport, label: String) {
        let (text, source) = try endpoint()
        let url: RedactedURL
        do throws(URLFault) { url = try RedactedURL(text) } catch {
            throw CommandFailure(.input, "\(source): \(error)")
        }
        var configuration = CurlConfiguration()
        configuration.plainHosts = Set(plainHost)
        do {
            let transport = try CurlTransport(
                url: url, configuration: configuration, loop: try CurlLoop())
            return (TellingTransport(transport, label: url.description), url.description)
        } catch {
            throw CommandFailure(.input, "\(source): \(error)")
        }
    }

    /// Whether a node was named at all.
    var isGiven: Bool {
        let variable = unsafe getenv("ETH_RPC_URL") != nil
        return rpcURL != nil || variable
    }

    private func endpoint() throws(CommandFailure) -> (text: String, source: String) {
        if let rpcURL { return (rpcURL, "--rpc-url") }
        guard let value = unsafe getenv("ETH_RPC_URL") else {
            throw CommandFailure(
                .input, "no node to ask", remedy: "Give --rpc-url or set ETH_RPC_URL.")
        }
        return (unsafe String(cString: value), "ETH_RPC_URL")
    }
}
