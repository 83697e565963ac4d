public import Primitives

/// What this machine's clocks say at one moment. The clock is an input of every decision.
public struct ClockReading: Hashable, Sendable {
    /// The wall clock, which whoever owns the machine can set.
    public let wall: Timestamp
    /// Seconds since the machine was started, suspension included; it never goes back.
    public let sinceBoot: UInt64

    /// A reading.
    public init(wall: Timestamp, sinceBoot: UInt64) {
        self.wall = wall
        self.sinceBoot = sinceBoot
    }

    /// What the wall clock should say by the other clock, given an earlier reading.
    func expectedWall(since earlier: ClockReading) -> Timestamp {
        let elapsed = sinceBoot >= earlier.sinceBoot ? sinceBoot - earlier.sinceBoot : 0
        return earlier.wall.adding(seconds: elapsed)
    }

    /// The later of both clocks: a clock that is ahead makes heads older and can only deny.
    func latest(since earlier: ClockReading?) -> Timestamp {
        guard let earlier else { return wall }
        return max(wall, expectedWall(since: earlier))
    }

    /// Whether the wall clock was turned forward since an earlier reading, or the other clock did
    /// not run: a machine that was paused.
    func isTurnedForward(since earlier: ClockReading) -> Bool {
        wall > expectedWall(since: earlier).adding(seconds: HeadRule.clockTolerance)
    }

    /// Whether the wall clock was turned back since an earlier reading.
    func isTurnedBack(since earlier: ClockReading) -> Bool {
        wall.adding(seconds: HeadRule.clockTolerance) < expectedWall(since: earlier)
    }
}
