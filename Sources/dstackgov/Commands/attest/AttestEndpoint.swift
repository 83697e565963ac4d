import ArgumentParser
import Attestation
import CurlTransport
import EthereumClient
import Primitives

/// Verifies the evidence in the certificate of a running TLS endpoint.
struct AttestEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint",
        abstract: "Who runs behind a TLS endpoint, by the evidence in its certificate.",
        discussion: """
            The handshake proves that the server has the certificate's key, and the evidence must \
            be bound to that key; nothing else is sent. It is always judged now. Exit codes are \
            those of verify.
            """)

    @Argument(help: "The endpoint, by https.")
    var url: String

    @Option(help: "A new file for the certificate, to verify it again later.")
    var save: String?

    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var question: ChainQuestion
    @OptionGroup var output: OutputOptions

    /// The seconds that a handshake may take.
    private static let limit = Duration.seconds(20)

    func validate() throws {
        guard evidence.at == nil else {
            throw ValidationError("--at: a running endpoint is judged now, never as of the past.")
        }
    }

    func run() async throws {
        let address: RedactedURL
        do throws(URLFault) { address = try RedactedURL(url) } catch {
            throw CommandFailure(.input, "\(url): \(error)")
        }
        let pem: Bytes
        let notice = SlowNotice("waiting for the certificate of \(address)")
        do throws(TransportError) {
            pem = try ServerCertificate.pem(of: address, within: AttestEndpoint.limit)
        } catch {
            throw CommandFailure(.chain, "\(address): \(error)")
        }
        notice.end()
        if let save { try File.write(pem, to: save, replacing: false) }
        let source = try EvidenceFile(pem, path: address.description)
        try await EvidenceAnswer(
            source: source, place: address.description, trust: try evidence.trust(signedAt: nil)
        ).give(question, output: output)
    }
}
