"""When the next block is: real time plus an offset."""

from collections.abc import Callable


class BlockClock:
    """Timestamps in Unix seconds, each later than its parent's."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self.offset = 0

    @property
    def now(self) -> int:
        """The chain's idea of now."""
        return self._clock() + self.offset

    def set_now(self, seconds: int) -> None:
        """Moves the offset so that it is `seconds` now."""
        self.offset = seconds - self._clock()

    def after(self, parent: int) -> int:
        """The timestamp of a block that is made now on a parent of that timestamp."""
        return max(self.now, parent + 1)
