public import Authorization
import Codec
import CurlTransport
public import EthereumClient
public import Primitives

/// The webhook beside which the service runs: asked the same, by the same body.
public struct ShadowWebhook: Sendable {
    private let app: any Transport
    private let kms: any Transport
    private let timeout: Duration

    /// The largest answer in bytes that is looked at.
    static let mostBytes = 64 << 10

    /// A webhook.
    ///
    /// - Parameters:
    ///   - app: What reaches its route for apps.
    ///   - kms: What reaches its route for KMS instances.
    ///   - timeout: How long it may take.
    public init(app: any Transport, kms: any Transport, timeout: Duration) {
        self.app = app
        self.kms = kms
        self.timeout = timeout
    }

    /// The webhook that a configuration names.
    ///
    /// - Throws: ``ConfigurationFault`` when its URL cannot be used.
    public init(_ shadow: ServiceConfiguration.Shadow) throws(ConfigurationFault) {
        do {
            let loop = try CurlLoop()
            var configuration = CurlConfiguration()
            configuration.allowsPrivateAddresses = true
            configuration.offersHTTP2 = false
            if shadow.isPlain { configuration.plainHosts = [shadow.url.host] }
            let base = shadow.base.hasSuffix("/") ? shadow.base : shadow.base + "/"
            let routes = try ["app", "kms"].map { route in
                try CurlTransport(
                    url: try RedactedURL(base + "bootAuth/" + route),
                    configuration: configuration, loop: loop)
            }
            self.init(
                app: routes[0], kms: routes[1], timeout: .milliseconds(shadow.milliseconds))
        } catch {
            throw ConfigurationFault("shadow.url", "\(error)")
        }
    }

    /// What it answers to `body`.
    public func ask(_ kind: BootRequest.Kind, _ body: Bytes) async -> ShadowAnswer {
        let transport = kind == .app ? app : kms
        do throws(TransportError) {
            let answer = try await transport.send(
                body, deadline: .now + timeout, responseLimit: ShadowWebhook.mostBytes)
            guard let value = try? JSONValue(parsing: answer),
                let verdict = ShadowAnswer(json: value), value["fault"] == nil
            else { return .fault("no verdict") }
            return verdict
        } catch {
            return .fault(EscapedText("\(error)", limit: 200).description)
        }
    }
}
