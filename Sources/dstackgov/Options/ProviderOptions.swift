import ArgumentParser
import CurlTransport
import EthereumClient
import Glibc

/// Which nodes to ask, where several may be asked.
struct ProviderOptions: ParsableArguments {
    @Option(
        name: .customLong("rpc-url"),
        help: ArgumentHelp(
            "A node's JSON-RPC endpoint; repeat it for further providers. Otherwise the "
                + "environment's ETH_RPC_URL.", valueName: "url"))
    var urls: [String] = []

    @Option(
        help: ArgumentHelp(
            "A host that may be reached by plain http, besides this machine.", valueName: "host"))
    var plainHost: [String] = []

    /// Each node, in the order given; labels are unique.
    ///
    /// - Parameter isQuiet: Whether nothing is told while a node is waited for.
    /// - Returns: The nodes.
    /// - Throws: ``CommandFailure`` that names the option or the variable at fault.
    func sources(isQuiet: Bool = false) throws(CommandFailure) -> [ProviderHistory] {
        var texts = urls.map { (text: $0, source: "--rpc-url") }
        if texts.isEmpty {
            guard let value = unsafe getenv("ETH_RPC_URL") else {
                throw CommandFailure(
                    .input, "no node to ask", remedy: "Give --rpc-url or set ETH_RPC_URL.")
            }
            texts = [(unsafe String(cString: value), "ETH_RPC_URL")]
        }
        var sources: [ProviderHistory] = []
        var labels: Set<String> = []
        for (text, source) in texts {
            let url: RedactedURL
            do throws(URLFault) { url = try RedactedURL(text) } catch {
                throw CommandFailure(.input, "\(source): \(error)")
            }
            var configuration = CurlConfiguration()
            configuration.plainHosts = Set(plainHost)
            var label = url.description
            if !labels.insert(label).inserted { label += " (\(sources.count + 1))" }
            do {
                let transport = try CurlTransport(
                    url: url, configuration: configuration, loop: try CurlLoop())
                let client =
                    isQuiet
                    ? EthereumClient(transport: transport, label: label)
                    : EthereumClient(
                        transport: TellingTransport(transport, label: label), label: label,
                        options: TellingTransport.options)
                sources.append(ProviderHistory(label: label, client: client))
            } catch {
                throw CommandFailure(.input, "\(source): \(error)")
            }
        }
        return sources
    }
}
