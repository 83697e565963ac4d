import CCurl
public import EthereumClient
import Glibc
public import Primitives

/// The certificate that a TLS server shows, whoever has signed it.
///
/// The handshake is finished, so that the server proves to have the certificate's key; nothing is
/// sent behind it. What the certificate is worth, its evidence must say.
public enum ServerCertificate {
    /// The server's own certificate, without its chain.
    ///
    /// Blocks the calling thread until the handshake is done.
    ///
    /// - Parameters:
    ///   - url: The server, by `https`; its path does not matter.
    ///   - limit: How long connection and handshake may take.
    /// - Returns: The certificate in PEM.
    /// - Throws: ``/EthereumClient/TransportError``.
    public static func pem(
        of url: RedactedURL, within limit: Duration
    ) throws(TransportError) -> Bytes {
        guard url.scheme == .https else {
            throw TransportError(.tls, detail: "an https URL is needed")
        }
        guard ccurl_global_init() == CURLE_OK, let handle = unsafe curl_easy_init() else {
            throw TransportError(.tls, detail: "libcurl cannot be set up")
        }
        defer { unsafe curl_easy_cleanup(handle) }
        let milliseconds = Int(clamping: limit.components.seconds) * 1000
        let isSet =
            unsafe ccurl_set_text(handle, CURLOPT_URL, url.revealed) == CURLE_OK
            && [
                (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_CERTINFO, 1),
                (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
                (CURLOPT_SSL_VERIFYPEER, 0), (CURLOPT_SSL_VERIFYHOST, 0),
                (CURLOPT_TIMEOUT_MS, max(milliseconds, 1)),
            ].allSatisfy { option, value in
                unsafe ccurl_set_long(handle, option, value) == CURLE_OK
            } && ccurl_set_text(handle, CURLOPT_PROXY, "") == CURLE_OK
            && ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "https") == CURLE_OK
        guard isSet else { throw TransportError(.tls, detail: "an option is not known") }
        let code = unsafe curl_easy_perform(handle)
        guard code == CURLE_OK else {
            let sentence = unsafe curl_easy_strerror(code).map { unsafe String(cString: $0) }
            throw TransportError(kind(code), detail: sentence ?? "code \(code.rawValue)")
        }
        var pointer: UnsafeMutableRawPointer?
        guard unsafe ccurl_get_pointer(handle, CURLINFO_CERTINFO, &pointer) == CURLE_OK,
            let found = unsafe pointer, let pem = unsafe leaf(found)
        else { throw TransportError(.tls, detail: "the server showed no certificate") }
        return pem
    }

    /// The first certificate of libcurl's list: lines of `NAME:VALUE`, of which one is the PEM text.
    private static func leaf(_ pointer: UnsafeMutableRawPointer) -> Bytes? {
        let information = unsafe pointer.assumingMemoryBound(to: curl_certinfo.self).pointee
        guard unsafe information.num_of_certs > 0 else { return nil }
        var line = unsafe information.certinfo?[0]
        while let item = unsafe line {
            if let data = unsafe item.pointee.data {
                let text = unsafe String(cString: data)
                if text.hasPrefix("Cert:") { return Bytes(utf8: String(text.dropFirst(5))) }
            }
            unsafe line = item.pointee.next
        }
        return nil
    }

    private static func kind(_ code: CURLcode) -> TransportError.Kind {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .deadline
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: .connect
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR: .closed
        default: .tls
        }
    }
}
