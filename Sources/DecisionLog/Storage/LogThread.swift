import Glibc
import Primitives
import Synchronization

/// The one thread that writes a log.
@safe
final class LogThread: Sendable {
    private struct Inbox {
        var waiting: [any LogEntry] = []
        /// The bell is rung when as many wait.
        var wanted = 1
        var isStopping = false
    }

    /// A group while it is made ready.
    private struct Preparation {
        var group: LogGroup
        var members: [any LogEntry] = []
        /// The leaf hashes of what is stated about the members, with their places.
        var statements: [(member: Int, leaf: Hash32)] = []
    }

    /// How long a group waits for further records, in nanoseconds, and how often while they come.
    private static let patience = 150_000
    private static let mostRounds = 16

    /// The most records that are taken at once, and the bytes of a group behind which no more are.
    private static let mostTaken = 256, groupBytes = 4 << 20

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
        status = Mutex(LogStatus(size: state.end.size, headSize: state.headSize))
        self.key = key
        self.rhythm = rhythm
        self.state = Mutex(state)
    }

    /// Hands a record to the thread.
    func append(_ record: any LogEntry) {
        let (isTaken, isWanted) = inbox.withLock { inbox in
            guard !inbox.isStopping, inbox.waiting.count < LogWriter.mostWaiting else {
                return (false, false)
            }
            inbox.waiting.append(record)
            return (true, inbox.waiting.count == inbox.wanted)
        }
        if isWanted { bell.post() }
        if !isTaken { record.recorded(nil) }
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
        // How many records are under way at once, as far as the last group has shown.
        var concurrency = 1
        while true {
            awaitRecords(1, until: timespec(tv_sec: Int(clamping: nextHead), tv_nsec: 0))
            let group = preparedGroup(expecting: concurrency)
            if !group.members.isEmpty { concurrency = write(group) }
            state.withLock { $0?.beginSettling() }
            let isDue = LogThread.now >= nextHead
            if isDue { nextHead = LogThread.now + rhythm.seconds }
            let isOver = inbox.withLock { $0.isStopping && $0.waiting.isEmpty }
            signHead(isDue: isDue || isOver)
            if isOver { break }
        }
        state.withLock { state in
            state?.close()
            state = nil
        }
        end.post()
    }

    /// Makes a group ready while its records come.
    ///
    /// As many records as were under way before are waited for, but only while they come: one sync
    /// and one signature then serve them all. A client that asks alone never waits.
    private func preparedGroup(expecting concurrency: Int) -> Preparation {
        var preparation = Preparation(
            group: LogGroup(behind: state.withLock { $0?.end ?? LogEnd() }))
        for _ in 0..<LogThread.mostRounds {
            let isMore = prepare(&preparation)
            let isFull = preparation.group.block.count >= LogThread.groupBytes
            let missing = concurrency - preparation.members.count
            guard isMore, !isFull, missing > 0 else { break }
            // Half of them first: they are made ready while the others are decided.
            awaitRecords((missing + 1) / 2, until: .now(plus: LogThread.patience))
        }
        return preparation
    }

    /// Waits until so many records wait, or until a moment, or a stop.
    private func awaitRecords(_ count: Int, until moment: timespec) {
        let isOver = inbox.withLock { inbox in
            inbox.wanted = count
            return inbox.waiting.count >= count || inbox.isStopping
        }
        if !isOver { bell.wait(until: moment) }
    }

    /// Takes what waits into a group.
    ///
    /// - Returns: Whether there was something, and more may come.
    private func prepare(_ preparation: inout Preparation) -> Bool {
        let (taken, isStopping) = inbox.withLock { inbox in
            guard inbox.waiting.count > LogThread.mostTaken else {
                defer { inbox.waiting = [] }
                return (inbox.waiting, inbox.isStopping)
            }
            let taken = Array(inbox.waiting.prefix(LogThread.mostTaken))
            inbox.waiting.removeFirst(taken.count)
            return (taken, inbox.isStopping)
        }
        for record in taken {
            guard let receipt = preparation.group.add(record) else {
                record.recorded(nil)
                continue
            }
            if let statement = record.statement(receipt) {
                preparation.statements.append(
                    (preparation.members.count, MerkleHash.leaf(statement)))
            }
            preparation.members.append(record)
        }
        return !taken.isEmpty && !isStopping
    }

    /// Writes a group and tells each member where it stands.
    ///
    /// - Returns: How many records were under way: the members, and what came meanwhile.
    private func write(_ preparation: Preparation) -> Int {
        let isWritten = state.withLock { $0?.write(preparation.group) ?? false }
        // Signed while the disk works. What does not become durable is told to nobody.
        let receipts = isWritten ? attested(preparation) : []
        let (isDurable, size) = state.withLock { state in
            (isWritten && state?.sync(preparation.group) == true, state?.end.size ?? 0)
        }
        let waiting = inbox.withLock { $0.waiting.count }
        status.withLock { status in
            status.isWritable = isDurable
            status.size = size
            status.waiting = waiting
            if isDurable { status.groups += 1 } else { status.failures += 1 }
        }
        for (place, member) in preparation.members.enumerated() {
            member.recorded(isDurable ? receipts[place] : nil)
        }
        return preparation.members.count + waiting
    }

    /// The receipts of a group, with signatures of what is stated: a bounded number of
    /// statements under each.
    private func attested(_ preparation: Preparation) -> [LogReceipt] {
        var receipts = preparation.group.receipts
        var rest = preparation.statements[...]
        while !rest.isEmpty {
            let part = rest.prefix(LogAttestation.mostStatements)
            rest = rest.dropFirst(part.count)
            let attestations = LogAttestation.attest(part.map(\.leaf), by: key)
            for (statement, attestation) in zip(part, attestations) {
                receipts[statement.member].attestation = attestation
            }
        }
        return receipts
    }

    private func signHead(isDue: Bool) {
        let signed: (note: String, size: UInt64)? = state.withLock { state in
            guard let size = state?.end.size, let signedSize = state?.headSize,
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
