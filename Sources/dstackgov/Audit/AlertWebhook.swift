import Codec
import Cryptography
import CurlTransport
import EthereumClient
import Primitives
import Signing

/// Posts alerts to a URL, each signed with a secret that the receiver shares.
struct AlertWebhook {
    /// The header with the signature: `sha256=` and the HMAC-SHA256 of the body in hex.
    static let signatureField = "dstack-signature"
    /// The header with what tells one notice from every other.
    static let noticeField = "dstack-notice"
    /// How long a receiver may take.
    static let patience: Duration = .seconds(10)

    private let url: RedactedURL
    private let configuration: CurlConfiguration
    private let loop: CurlLoop
    private let keyed: HMAC<SHA256>

    /// A webhook.
    ///
    /// - Parameters:
    ///   - text: The URL.
    ///   - secretFile: Holds the secret of 16 bytes at least, readable by its owner alone.
    ///   - plainHosts: Hosts that may be reached by plain http.
    /// - Throws: ``CommandFailure`` that names the option at fault.
    init(
        _ text: String, secretFile: String, plainHosts: [String]
    ) throws(CommandFailure) {
        do throws(URLFault) { url = try RedactedURL(text) } catch {
            throw CommandFailure(.input, "--webhook: \(error)")
        }
        let secret: SecretBytes
        do throws(SecretSourceError) {
            secret = try SecretSource.file(path: secretFile).readLine()
        } catch {
            throw CommandFailure(.input, "--webhook-secret-file: \(error)")
        }
        guard secret.count >= 16 else {
            throw CommandFailure(.input, "\(secretFile): a secret has 16 bytes at least")
        }
        keyed = secret.withSpan { span in HMAC<SHA256>(key: span) }
        var configuration = CurlConfiguration()
        configuration.plainHosts = Set(plainHosts)
        configuration.allowsPrivateAddresses = true
        self.configuration = configuration
        do {
            loop = try CurlLoop()
            _ = try CurlTransport(url: url, configuration: configuration, loop: loop)
        } catch {
            throw CommandFailure(.input, "--webhook: \(error)")
        }
    }

    /// Posts a document.
    ///
    /// - Returns: Nil when the receiver took it (a status from 200 to 299); otherwise why not.
    func post(_ document: JSONValue, notice: String) async -> String? {
        let body = document.serializedBytes(.compact)
        var configuration = configuration
        let fields = [
            RequestField(AlertWebhook.signatureField, "sha256=" + signature(of: body)),
            RequestField(AlertWebhook.noticeField, notice),
        ]
        configuration.fields = fields.compactMap { $0 }
        do {
            let transport = try CurlTransport(url: url, configuration: configuration, loop: loop)
            _ = try await transport.send(body, deadline: .now + AlertWebhook.patience)
            return nil
        } catch let error as TransportError {
            switch error.kind {
            case .status(200..<300), .content: return nil
            default: return "\(error)"
            }
        } catch {
            return "\(error)"
        }
    }

    private func signature(of body: Bytes) -> String {
        var code = keyed
        body.withSpan { code.update($0) }
        let digest = unsafe Bytes(count: SHA256.byteCount) { target in
            var span = unsafe target.mutableBytes
            code.finish(into: &span)
        }
        return String(digest.hex.dropFirst(2))
    }
}
