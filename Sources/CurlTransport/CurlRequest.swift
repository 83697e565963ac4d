import EthereumClient
import Primitives

/// One request, whole and unchanging: what the caller's side hands to the thread of libcurl.
struct CurlRequest: Sendable {
    let url: RedactedURL
    let configuration: CurlConfiguration
    let range: AddressRange
    let purpose: Purpose
    let deadline: ContinuousClock.Instant
    let responseLimit: Int

    /// What the request is for: by which method it goes out, and which answers are good.
    enum Purpose: Sendable {
        /// A JSON-RPC request: by POST, answered with status 200 and JSON.
        case call(Bytes)
        /// A resource that is asked for: by GET, answered with status 200 and JSON.
        case resource
        /// A resource that is made: by POST, answered with status 200, 201 or 202; the answer may
        /// be empty.
        case creation(Bytes)

        /// What goes out behind the header; nil for a request that has no body.
        var body: Bytes? {
            switch self {
            case .call(let body), .creation(let body): body
            case .resource: nil
            }
        }

        /// Whether something may have been made.
        var isCreation: Bool {
            if case .creation = self { true } else { false }
        }
    }

    /// The largest body of a refusal that is kept.
    static let refusalLimit = 64 << 10

    /// The lines of the header that are ours. `Expect:` without a value keeps libcurl from waiting
    /// for 100 Continue.
    var headerLines: [String] {
        var lines = ["Accept: application/json", "Expect:"]
        if purpose.body != nil { lines.insert("Content-Type: application/json", at: 0) }
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
