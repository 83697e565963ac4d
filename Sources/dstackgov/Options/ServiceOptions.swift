import ArgumentParser
import CurlTransport
import Glibc
import Governance
import Primitives
import Signing

/// Which Safe Transaction Service to ask.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The base URL of the Safe Transaction Service, with /api at its end; otherwise the "
                + "environment's SAFE_SERVICE_URL, otherwise Safe's own for the chain.",
            valueName: "url"))
    var serviceURL: String?

    @Option(help: "A file with the token of an account at the service, readable by its owner only.")
    var serviceTokenFile: String?

    /// The service for a chain.
    ///
    /// - Throws: ``CommandFailure`` that names the option or the variable at fault.
    func service(
        for chainID: ChainID, plainHosts: [String]
    ) throws(CommandFailure) -> SafeService {
        var configuration = CurlConfiguration()
        configuration.plainHosts = Set(plainHosts)
        configuration.connectTimeout = .seconds(5)
        if let serviceTokenFile {
            configuration.bearerToken = try ServiceOptions.token(serviceTokenFile)
        }
        let (base, source) = try base(for: chainID)
        return try SafeService(base: base, source: source, configuration: configuration)
    }

    private func base(
        for chainID: ChainID
    ) throws(CommandFailure) -> (text: String, source: String) {
        if let serviceURL { return (serviceURL, "--service-url") }
        if let value = unsafe getenv("SAFE_SERVICE_URL") {
            return (unsafe String(cString: value), "SAFE_SERVICE_URL")
        }
        guard let base = SafeServicePath.base(for: chainID) else {
            throw CommandFailure(
                .input, "no Safe Transaction Service is known for chain \(chainID)",
                remedy: "Give --service-url or set SAFE_SERVICE_URL.")
        }
        return (base, "chain \(chainID)")
    }

    private static func token(_ path: String) throws(CommandFailure) -> BearerToken {
        let secret: SecretBytes
        do throws(SecretSourceError) {
            secret = try SecretSource.file(path: path).readLine()
        } catch {
            throw CommandFailure(.input, "--service-token-file: \(error)")
        }
        let text = secret.withSpan { span in
            unsafe span.withUnsafeBytes { bytes in
                unsafe String(decoding: bytes, as: UTF8.self)
            }
        }
        guard let token = BearerToken(text) else {
            throw CommandFailure(.input, "\(path): no token: printable ASCII is expected")
        }
        return token
    }
}
