"""When the next block is: real time plus an offset, or exactly when someone said."""

from collections.abc import Callable

from contracts.devnet.chain.errors import InvalidRequest


class BlockClock:
    """Timestamps in Unix seconds, each later than its parent's.

    Naming a time moves the offset, so that the chain goes on from there (anvil, hardhat).
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self.offset = 0
        self.exact: int | None = None

    @property
    def now(self) -> int:
        """The chain's idea of now."""
        return self._clock() + self.offset

    def set_now(self, seconds: int) -> None:
        """Moves the offset so that it is `seconds` now."""
        self.offset = seconds - self._clock()

    def set_exact(self, seconds: int, parent: int) -> None:
        """The next block's timestamp; refused when not after `parent`."""
        if seconds <= parent:
            raise InvalidRequest(
                f"Timestamp error: {seconds} is lower than or equal to previous block's timestamp",
                -32602,
            )
        self.exact = seconds

    def peek(self, parent: int) -> int:
        """The timestamp that a block on a parent of that timestamp would get."""
        wanted = self.now if self.exact is None else self.exact
        return max(wanted, parent + 1)

    def take(self, parent: int) -> int:
        """The timestamp of a block that is made now."""
        timestamp = self.peek(parent)
        if self.exact is not None:
            self.exact = None
            self.set_now(timestamp)
        return timestamp
