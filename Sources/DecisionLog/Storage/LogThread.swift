import Glibc
import Primitives
import Synchronization

/// The one thread that writes a log.
@safe
final class LogThread: Sendable {
    /// A record that waits, and who is told where it stands.
    struct Pending {
        let content: Bytes
        let completion: @Sendable (LogReceipt?) -> Void
    }

    private struct Inbox {
        var waiting: [Pending] = []
        var isStopping = false
        var isStopped = false
    }

    /// The most bytes of one group.
    private static let groupBytes = 4 << 20

    let status: Mutex<LogStatus>
    private let inbox = Mutex(Inbox())
    private let key: LogKey
    private let rhythm: LogWriter.HeadRhythm
    /// Counts records that wait; a stop counts too.
    private let bell = Semaphore()
    private let end = Semaphore()
    /// Handed over to the thread, which alone uses it.
    private let state: Mutex<LogState?>

    init(_ state: consuming sending LogState, key: LogKey, rhythm: LogWriter.HeadRhythm) {
        status = Mutex(LogStatus(size: state.frontier.size, headSize: state.headSize))
        self.key = key
        self.rhythm = rhythm
        self.state = Mutex(state)
    }

    /// Hands a record to the thread.
    func append(_ content: Bytes, completion: @escaping @Sendable (LogReceipt?) -> Void) {
        let isTaken = inbox.withLock { inbox in
            guard !inbox.isStopping, inbox.waiting.count < LogWriter.mostWaiting else {
                return false
            }
            inbox.waiting.append(Pending(content: content, completion: completion))
            return true
        }
        if isTaken { bell.post() } else { completion(nil) }
    }

    /// Ends the thread after what waits, and waits for its end.
    func stop() {
        let isFirst = inbox.withLock { inbox in
            defer { inbox.isStopping = true }
            return !inbox.isStopping
        }
        if isFirst { bell.post() }
        end.wait()
        end.post()
    }

    /// Starts the thread, with all signals masked: they belong to the program's main thread.
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
                    unsafe Unmanaged<LogThread>.fromOpaque(object).takeRetainedValue().run()
                }
                return nil
            }, object.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            unsafe object.release()
            end.post()
        }
        return code == 0
    }

    private func run() {
        var nextHead = LogThread.now + rhythm.seconds
        while true {
            bell.wait(until: nextHead)
            let (group, isStopping) = takeGroup()
            if !group.isEmpty { write(group) }
            let isDue = LogThread.now >= nextHead
            if isDue { nextHead = LogThread.now + rhythm.seconds }
            signHead(isDue: isDue || (isStopping && group.isEmpty))
            if isStopping, group.isEmpty { break }
        }
        state.withLock { $0 = nil }
        end.post()
    }

    /// What waits, up to a bound; all of it was counted by the bell, of which one count is taken.
    private func takeGroup() -> (group: [Pending], isStopping: Bool) {
        let (group, isStopping) = inbox.withLock { inbox in
            var (bytes, count) = (0, 0)
            while count < inbox.waiting.count, bytes < LogThread.groupBytes {
                bytes += inbox.waiting[count].content.count
                count += 1
            }
            let group = Array(inbox.waiting.prefix(count))
            inbox.waiting.removeFirst(count)
            return (group, inbox.isStopping)
        }
        // One count was waited for; those of the other records are taken back, and one is put for
        // what is left.
        bell.drain()
        if isStopping || inbox.withLock({ !$0.waiting.isEmpty }) { bell.post() }
        return (group, isStopping)
    }

    private func write(_ group: [Pending]) {
        let receipts = state.withLock { state in state?.append(group.map(\.content)) }
        let size = state.withLock { $0?.frontier.size } ?? 0
        let waiting = inbox.withLock { $0.waiting.count }
        status.withLock { status in
            status.isWritable = receipts != nil
            status.size = size
            status.waiting = waiting
            if receipts == nil { status.failures += 1 } else { status.groups += 1 }
        }
        for (index, pending) in group.enumerated() { pending.completion(receipts?[index]) }
    }

    private func signHead(isDue: Bool) {
        let signed: (note: String, size: UInt64)? = state.withLock { state in
            guard let size = state?.frontier.size, let signedSize = state?.headSize,
                size > signedSize, isDue || size - signedSize >= rhythm.records,
                let note = state?.sign(key, at: Timestamp(seconds: LogThread.now))
            else { return nil }
            return (note, size)
        }
        guard let signed else { return }
        status.withLock { status in
            status.head = signed.note
            status.headSize = signed.size
        }
    }

    private static var now: UInt64 { UInt64(max(0, time(nil))) }
}
