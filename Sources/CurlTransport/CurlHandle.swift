import CCurl
import EthereumClient
import Glibc
import Primitives

/// An easy handle of libcurl with its list of header lines, freed with the object.
///
/// Used on the thread of libcurl only. The callbacks get a pointer to the transfer, which the table
/// of running transfers keeps alive for as long as the handle is known to libcurl.
@safe
final class CurlHandle {
    let pointer: UnsafeMutableRawPointer
    private var headerLines: UnsafeMutablePointer<curl_slist>?

    /// A handle set up for the transfer's request; nil when there is no memory or the option is not
    /// known to this libcurl.
    init?(for transfer: CurlTransfer) {
        guard let pointer = unsafe curl_easy_init() else { return nil }
        unsafe self.pointer = unsafe pointer
        for line in transfer.request.headerLines {
            guard let list = unsafe curl_slist_append(headerLines, line) else { return nil }
            unsafe headerLines = unsafe list
        }
        guard setConnection(transfer.request), setRequest(transfer.request), setCallbacks(transfer)
        else { return nil }
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe curl_slist_free_all(headerLines)
    }

    /// How many bytes of the body came over the wire, before decoding.
    var wireByteCount: Int {
        var count: curl_off_t = 0
        _ = unsafe ccurl_get_offset(pointer, CURLINFO_SIZE_DOWNLOAD_T, &count)
        return Int(count)
    }

    /// Whether the connection stood, its TLS included, and the request could begin.
    var isConnected: Bool {
        var microseconds: curl_off_t = 0
        _ = unsafe ccurl_get_offset(pointer, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return microseconds > 0
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        unsafe ccurl_set_long(pointer, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ value: String) -> Bool {
        unsafe ccurl_set_text(pointer, option, value) == CURLE_OK
    }

    /// Where to and how: no signals, no redirects, no proxy of the environment, TLS 1.2 at least.
    private func setConnection(_ request: CurlRequest) -> Bool {
        let configuration = request.configuration
        let scheme = request.url.scheme
        guard set(CURLOPT_URL, request.url.revealed), set(CURLOPT_NOSIGNAL, 1),
            set(CURLOPT_PROTOCOLS_STR, scheme.rawValue), set(CURLOPT_FOLLOWLOCATION, 0),
            set(CURLOPT_PROXY, configuration.proxy?.revealed ?? ""),
            set(CURLOPT_NETRC, 0), set(CURLOPT_TCP_KEEPALIVE, 1),
            set(CURLOPT_HTTP09_ALLOWED, 0),
            set(
                CURLOPT_HTTP_VERSION,
                Int(configuration.offersHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)),
            set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            set(CURLOPT_SSL_VERIFYPEER, 1), set(CURLOPT_SSL_VERIFYHOST, 2)
        else { return false }
        if configuration.proxy == nil, !set(CURLOPT_NOPROXY, "*") { return false }
        if let authorization = configuration.proxy?.revealedCredentials,
            !set(CURLOPT_PROXYUSERPWD, authorization)
        {
            return false
        }
        if let file = configuration.authoritiesFile, !set(CURLOPT_CAINFO, file) { return false }
        if let pins = request.pinnedKeys, !set(CURLOPT_PINNEDPUBLICKEY, pins) { return false }
        if configuration.acceptsGzip, !set(CURLOPT_ACCEPT_ENCODING, "gzip") { return false }
        return true
    }

    /// What to send, and until when. libcurl takes zero milliseconds for "no limit", so the least
    /// is one.
    private func setRequest(_ request: CurlRequest) -> Bool {
        let remaining = max(CurlHandle.milliseconds(until: request.deadline), 1)
        let connect = min(CurlHandle.milliseconds(request.configuration.connectTimeout), remaining)
        guard set(CURLOPT_TIMEOUT_MS, remaining), set(CURLOPT_CONNECTTIMEOUT_MS, max(connect, 1)),
            unsafe ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headerLines) == CURLE_OK
        else { return false }
        guard let body = request.purpose.body else { return set(CURLOPT_HTTPGET, 1) }
        guard set(CURLOPT_POST, 1) else { return false }
        return unsafe body.withUnsafeBytes { bytes in
            unsafe ccurl_set_copied_body(pointer, bytes.baseAddress, curl_off_t(bytes.count))
        } == CURLE_OK
    }

    private func setCallbacks(_ transfer: CurlTransfer) -> Bool {
        let object = unsafe Unmanaged.passUnretained(transfer).toOpaque()
        return unsafe ccurl_set_write(pointer, CURLOPT_WRITEFUNCTION, takeBody) == CURLE_OK
            && ccurl_set_pointer(pointer, CURLOPT_WRITEDATA, object) == CURLE_OK
            && ccurl_set_write(pointer, CURLOPT_HEADERFUNCTION, takeHeader) == CURLE_OK
            && ccurl_set_pointer(pointer, CURLOPT_HEADERDATA, object) == CURLE_OK
            && ccurl_set_open_socket(pointer, openSocket) == CURLE_OK
            && ccurl_set_pointer(pointer, CURLOPT_OPENSOCKETDATA, object) == CURLE_OK
            && ccurl_set_pointer(pointer, CURLOPT_PRIVATE, object) == CURLE_OK
    }

    private static func milliseconds(until instant: ContinuousClock.Instant) -> Int {
        milliseconds(ContinuousClock.now.duration(to: instant))
    }

    /// Rounded up and bounded: a day is longer than any deadline of ours.
    private static func milliseconds(_ duration: Duration) -> Int {
        let bounded = min(max(duration, .zero), .seconds(86_400))
        let parts = bounded.components
        return Int(parts.seconds) * 1000
            + Int((parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}

/// The transfer behind the pointer that libcurl hands to a callback.
private func transfer(_ pointer: UnsafeMutableRawPointer) -> CurlTransfer {
    unsafe Unmanaged<CurlTransfer>.fromOpaque(pointer).takeUnretainedValue()
}

private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ object: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let object = unsafe object else { return 0 }
    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    // Another number than the one handed over stops the transfer.
    return unsafe transfer(object).take(body: piece) ? size * count : -1
}

private func takeHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ object: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let object = unsafe object else { return 0 }
    let line = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: size * count))
    return unsafe transfer(object).take(headerLine: line) ? size * count : -1
}

/// Opens the socket after looking at the address: the one that is checked is the one connected to.
private func openSocket(
    _ object: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let object = unsafe object, let address = unsafe address else { return -1 }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe ccurl_address(address, &bytes)
    guard unsafe transfer(object).mayReach(Array(bytes[..<Int(count)])) else { return -1 }
    return unsafe ccurl_open_socket(address)
}
