import Authorization
import Cryptography
import EthereumClient
import HTTPServer
import Primitives

extension ServiceConfiguration {
    /// What the incumbent webhooks' environment says, unchanged: `ETH_RPC_URL`,
    /// `KMS_CONTRACT_ADDR`, `HOST`, `PORT`, `ETH_CHAIN_ID`. One provider: evidence level `single`.
    ///
    /// - Parameters:
    ///   - state: The folder of log, key and memory.
    ///   - maxHeadAge: The oldest head, in seconds; nil for the standard ages.
    ///   - pollMilliseconds: How often heads are asked for; nil for the standard.
    ///   - variable: Reads the environment.
    /// - Throws: ``ConfigurationFault`` that names the variable.
    public init(
        state: String, maxHeadAge: UInt64? = nil, pollMilliseconds: Int? = nil,
        variable: (String) -> String?
    ) throws(ConfigurationFault) {
        func required(_ name: String) throws(ConfigurationFault) -> String {
            guard let text = variable(name), !text.isEmpty else {
                throw ConfigurationFault(name, "not set, or empty, and no --config")
            }
            return text
        }
        let text = try required("ETH_RPC_URL")
        let url: RedactedURL
        do throws(URLFault) { url = try RedactedURL(text) } catch {
            throw ConfigurationFault("ETH_RPC_URL", "\(error)")
        }
        guard let kms = try? Address(hex: try required("KMS_CONTRACT_ADDR")), !kms.isZero else {
            throw ConfigurationFault(
                "KMS_CONTRACT_ADDR", "0x, 40 hex digits and a right checksum are needed")
        }
        guard let port = UInt16(variable("PORT") ?? "8000") else {
            throw ConfigurationFault("PORT", "a number from 0 to 65535 is needed")
        }
        let host = variable("HOST") ?? "127.0.0.1"
        // The incumbents' compose files reach a light client of the same network by plain HTTP.
        let provider = Provider(label: "provider", url: url, isPrivate: true, isPlain: true)
        guard
            let rule = try? HeadRule(
                operators: [provider.label], quorum: 1,
                finalizedAge: maxHeadAge ?? ConfigurationReader.finalizedAge,
                recentAge: maxHeadAge ?? ConfigurationReader.recentAge)
        else { throw ConfigurationFault("--max-head-age", "a positive number is needed") }
        var chain = Chain(providers: [provider], rule: rule, kms: kms)
        if let id = variable("ETH_CHAIN_ID"), !id.isEmpty {
            guard let number = UInt64(id) else {
                throw ConfigurationFault("ETH_CHAIN_ID", "a decimal number is needed")
            }
            chain.id = ChainID(UInt256(number))
        }
        if let pollMilliseconds { chain.pollMilliseconds = max(50, pollMilliseconds) }
        self.init(
            listening: .init(address: .host(host, port: Int(port))), backend: .chain(chain),
            state: state)
        if !ConfigurationReader.isLoopback(host) {
            warnings.append("HOST=\(EscapedText(host, limit: 80)): other machines can ask")
        }
        if let count = variable("ETH_FINALITY_CONFIRMATIONS"), !count.isEmpty {
            warnings.append(
                "ETH_FINALITY_CONFIRMATIONS has no meaning here: the chain's own finality counts")
        }
        digest = SHA256.hash(
            Bytes(utf8: "environment \(url) \(kms.hex) \(host) \(port) \(rule.finalizedAge)"))
    }
}
