public import Authorization
import Glibc
import Primitives

/// The clocks of this machine.
public enum MachineClock {
    /// The wall clock, and the time since boot with suspension (Linux, `CLOCK_BOOTTIME`).
    public static func read() -> ClockReading {
        ClockReading(
            wall: Timestamp(seconds: seconds(of: CLOCK_REALTIME)),
            sinceBoot: seconds(of: CLOCK_BOOTTIME))
    }

    private static func seconds(of clock: clockid_t) -> UInt64 {
        var value = timespec()
        _ = unsafe clock_gettime(clock, &value)
        return UInt64(max(0, value.tv_sec))
    }
}
