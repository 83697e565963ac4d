import CCurl
import EthereumClient

/// What the codes of libcurl mean.
enum CurlFault {
    /// The error for `code`; its sentence is libcurl's constant one, which holds no URL.
    static func error(_ code: CURLcode, of transfer: CurlTransfer) -> TransportError {
        TransportError(kind(code, of: transfer), detail: sentence(code))
    }

    private static func kind(
        _ code: CURLcode, of transfer: CurlTransfer
    ) -> TransportError.Kind {
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            // Once the connection stands only the deadline is left to end the request; libcurl
            // counts milliseconds of its own and may be a moment early. Before that it was the
            // connection that took too long, unless the deadline itself has passed.
            transfer.handle?.isConnected == true
                || ContinuousClock.now >= transfer.request.deadline ? .deadline : .connect
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
            CURLE_INTERFACE_FAILED, CURLE_PROXY:
            .connect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_CRL_BADFILE, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: .closed
        case CURLE_FILESIZE_EXCEEDED: .size
        case CURLE_BAD_CONTENT_ENCODING: .content
        default: .framing
        }
    }

    private static func sentence(_ code: CURLcode) -> String {
        guard let text = unsafe curl_easy_strerror(code) else { return "code \(code.rawValue)" }
        return unsafe String(cString: text)
    }
}
