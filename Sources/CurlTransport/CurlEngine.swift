import CCurl
import EthereumClient
import Glibc
import Primitives
import Synchronization

/// The multi handle of libcurl, and the one thread that drives it.
///
/// Unchecked, because the multi handle and the table of running transfers belong to the thread;
/// others reach it through the inbox and `curl_multi_wakeup`, which libcurl allows from any thread.
@safe
final class CurlEngine: @unchecked Sendable {
    private struct Inbox {
        var starts: [CurlTransfer] = []
        var cancels: [CurlTransfer] = []
        var isStopping = false
    }

    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer
    private var running: [ObjectIdentifier: CurlTransfer] = [:]

    /// How many connections are kept open at most, all endpoints together.
    private static let connectionCount = 64
    /// How long the thread sleeps when nothing happens.
    private static let longestSleep: Int32 = 60_000

    /// An engine without its thread; nil when libcurl cannot be set up.
    init?() {
        guard CurlEngine.isSetUp, let multi = unsafe curl_multi_init() else { return nil }
        unsafe self.multi = unsafe multi
        _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, CurlEngine.connectionCount)
    }

    deinit {
        _ = unsafe curl_multi_cleanup(multi)
    }

    /// libcurl's own initialisation, once a process.
    private static let isSetUp = ccurl_global_init() == CURLE_OK

    /// Starts the thread. All signals are masked in it: they belong to the program's main thread.
    func start() -> Bool {
        var every = sigset_t()
        var before = sigset_t()
        _ = unsafe sigfillset(&every)
        _ = unsafe pthread_sigmask(SIG_SETMASK, &every, &before)
        defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let object = unsafe Unmanaged.passRetained(self)
        let code = unsafe pthread_create(
            &thread, nil,
            { object in
                if let object = unsafe object {
                    unsafe Unmanaged<CurlEngine>.fromOpaque(object).takeRetainedValue().run()
                }
                return nil
            }, object.toOpaque())
        if code != 0 { unsafe object.release() } else { pthread_detach(thread) }
        return code == 0
    }

    /// Hands a transfer to the thread.
    func start(_ transfer: CurlTransfer) {
        let isStopping = inbox.withLock { inbox in
            if !inbox.isStopping { inbox.starts.append(transfer) }
            return inbox.isStopping
        }
        if isStopping { return transfer.completion(.failure(CurlEngine.stopped)) }
        wake()
    }

    /// Asks the thread to drop a transfer: its socket is closed.
    func cancel(_ transfer: CurlTransfer) {
        transfer.isCancelled.store(true, ordering: .releasing)
        inbox.withLock { inbox in inbox.cancels.append(transfer) }
        wake()
    }

    /// Asks the thread to end; what runs fails.
    func stop() {
        inbox.withLock { inbox in inbox.isStopping = true }
        wake()
    }

    private func wake() {
        _ = unsafe curl_multi_wakeup(multi)
    }

    private static let stopped = TransportError(.closed, detail: "the transport was closed")
    private static let cancelled = TransportError(.cancelled, detail: "the task was cancelled")

    private func run() {
        while true {
            let work = inbox.withLock { inbox in
                defer { inbox = Inbox(isStopping: inbox.isStopping) }
                return inbox
            }
            for transfer in work.starts { add(transfer) }
            for transfer in work.cancels { end(transfer, .failure(CurlEngine.cancelled)) }
            if work.isStopping { break }
            var count: Int32 = 0
            _ = unsafe curl_multi_perform(multi, &count)
            endFinished()
            _ = unsafe curl_multi_poll(multi, nil, 0, CurlEngine.longestSleep, nil)
        }
        for transfer in Array(running.values) { end(transfer, .failure(CurlEngine.stopped)) }
    }

    private func add(_ transfer: CurlTransfer) {
        guard !transfer.isCancelled.load(ordering: .acquiring) else {
            return transfer.completion(.failure(CurlEngine.cancelled))
        }
        guard transfer.request.deadline > .now else {
            return transfer.completion(
                .failure(TransportError(.deadline, detail: "before the request was sent")))
        }
        guard let handle = CurlHandle(for: transfer),
            unsafe curl_multi_add_handle(multi, handle.pointer) == CURLM_OK
        else {
            return transfer.completion(
                .failure(TransportError(.framing, detail: "libcurl does not take the request")))
        }
        transfer.handle = handle
        running[ObjectIdentifier(transfer)] = transfer
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE,
                let pointer = unsafe message.pointee.easy_handle,
                let transfer = unsafe CurlEngine.transfer(behind: pointer)
            else { continue }
            let code = unsafe ccurl_message_result(message)
            end(transfer, transfer.outcome(code))
        }
    }

    /// The transfer that a handle belongs to, which the table keeps alive.
    private static func transfer(behind handle: UnsafeMutableRawPointer) -> CurlTransfer? {
        var object: UnsafeMutableRawPointer?
        guard unsafe ccurl_get_pointer(handle, CURLINFO_PRIVATE, &object) == CURLE_OK,
            let object = unsafe object
        else { return nil }
        return unsafe Unmanaged<CurlTransfer>.fromOpaque(object).takeUnretainedValue()
    }

    /// Takes the handle from libcurl, frees it, and tells the caller. Nothing happens for a transfer
    /// that ended already.
    private func end(_ transfer: CurlTransfer, _ outcome: Result<TransportAnswer, TransportError>) {
        guard let handle = transfer.handle else { return }
        running[ObjectIdentifier(transfer)] = nil
        _ = unsafe curl_multi_remove_handle(multi, handle.pointer)
        transfer.handle = nil
        transfer.completion(outcome)
    }
}
