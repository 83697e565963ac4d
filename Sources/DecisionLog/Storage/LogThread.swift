import Glibc
import Primitives
import Synchronization

/// The one thread that writes a log.
@safe
final class LogThread: Sendable {
    /// A record that waits, and who is told where it stands.
    struct Pending {
        let content: Bytes
        let statement: (@Sendable (LogReceipt) -> Bytes)?
        let completion: @Sendable (LogReceipt?) -> Void
    }

    private struct Inbox {
        var waiting: [Pending] = []
        var isStopping = false
        var isStopped = false
    }

    /// How long a group waits for further records while they come, and how long at most.
    private static let pause: useconds_t = 60
    private static let mostPauses = 8

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
    func append(
        _ content: Bytes, _ statement: (@Sendable (LogReceipt) -> Bytes)? = nil,
        completion: @escaping @Sendable (LogReceipt?) -> Void
    ) {
        let isTaken = inbox.withLock { inbox in
            guard !inbox.isStopping, inbox.waiting.count < LogWriter.mostWaiting else {
                return false
            }
            inbox.waiting.append(
                Pending(content: content, statement: statement, completion: completion))
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
        var isBusy = false
        while true {
            bell.wait(until: nextHead)
            if isBusy { gather() }
            let (group, isStopping) = takeGroup()
            if !group.isEmpty { write(group) }
            isBusy = group.count > 1
            let isDue = LogThread.now >= nextHead
            if isDue { nextHead = LogThread.now + rhythm.seconds }
            signHead(isDue: isDue || (isStopping && group.isEmpty))
            if isStopping, group.isEmpty { break }
        }
        state.withLock { $0 = nil }
        end.post()
    }

    /// Waits a little while records keep coming: one sync and one signature then serve them all.
    /// Only behind a group of several, so that a client that asks alone never waits.
    private func gather() {
        var count = 0
        for _ in 0..<LogThread.mostPauses {
            let waiting = inbox.withLock { $0.isStopping ? 0 : $0.waiting.count }
            guard waiting > count else { return }
            count = waiting
            usleep(LogThread.pause)
        }
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
        var receipts = state.withLock { state in state?.append(group.map(\.content)) }
        let size = state.withLock { $0?.frontier.size } ?? 0
        let waiting = inbox.withLock { $0.waiting.count }
        status.withLock { status in
            status.isWritable = receipts != nil
            status.size = size
            status.waiting = waiting
            if receipts == nil { status.failures += 1 } else { status.groups += 1 }
        }
        receipts?.attest(group, by: key)
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

extension [LogReceipt] {
    /// Signs what is stated about the records of a group, a bounded number at once.
    fileprivate mutating func attest(_ group: [LogThread.Pending], by key: LogKey) {
        let stated = indices.filter { group[$0].statement != nil }
        for start in stride(from: 0, to: stated.count, by: LogAttestation.mostStatements) {
            let part = stated[
                start..<Swift.min(start + LogAttestation.mostStatements, stated.count)]
            let statements = part.compactMap { group[$0].statement?(self[$0]) }
            for (index, attestation) in zip(part, LogAttestation.attest(statements, by: key)) {
                self[index].attestation = attestation
            }
        }
    }
}
