import EthereumClient
import Primitives

/// One request, whole and unchanging: what the caller's side hands to the thread of libcurl.
struct CurlRequest: Sendable {
    let url: RedactedURL
    let configuration: CurlConfiguration
    let range: AddressRange
    let body: Bytes
    let deadline: ContinuousClock.Instant
    let responseLimit: Int

    /// The largest body of a refusal that is kept.
    static let refusalLimit = 64 << 10

    /// The lines of the header that are ours. `Expect:` without a value keeps libcurl from waiting
    /// for 100 Continue.
    var headerLines: [String] {
        var lines = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
        let authorization =
            configuration.bearerToken?.revealedAuthorization ?? url.revealedAuthorization
        if let authorization { lines.append("Authorization: " + authorization) }
        return lines + configuration.fields.map(\.line)
    }

    /// The pins as libcurl writes them.
    var pinnedKeys: String? {
        let pins = configuration.publicKeyPins
        guard !pins.isEmpty else { return nil }
        return pins.map { "sha256//" + Base64.encode($0.bytes) }.joined(separator: ";")
    }
}
