import NIOCore

/// Runs the tasks of requests on the event loop's thread.
///
/// A task that stays on the loop costs little; one that hops to the global pool and back costs more
/// than the whole of HTTP.
final class LoopTaskExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
