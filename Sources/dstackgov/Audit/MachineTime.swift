import Glibc
import Primitives

/// The machine's clock, for what is told to people and repeated for them; nothing is proved by it.
enum MachineTime {
    /// This second.
    static var now: Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: UInt64(clamping: time.tv_sec))
    }
}
