"""The one thread that touches the chain, so that the sockets stay responsive while it works."""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")

STACK_SIZE = 256 * 1024 * 1024
"""Bytes of stack (address space, not memory): the EVM nests 1024 calls, JSON 10,000 arrays."""


class ChainThread:
    """Runs jobs one after the other.

    It is a daemon: a call that never ends cannot keep the process from stopping.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue = SimpleQueue()
        before = threading.stack_size(STACK_SIZE)
        self._thread = threading.Thread(target=self._work, name="chain", daemon=True)
        self._thread.start()
        threading.stack_size(before)

    async def run(self, job: Callable[[], T]) -> T:
        """The job's result; raises what it raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put((job, future, loop))
        return await future

    def stop(self, timeout: float) -> bool:
        """Ends the thread after the jobs already given; False when `timeout` seconds pass first."""
        self._jobs.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, future, loop = item
            try:
                result, error = job(), None
            except Exception as raised:
                result, error = None, raised
            try:
                loop.call_soon_threadsafe(_settle, future, result, error)
            except RuntimeError:
                return  # the loop is closed: nobody waits any more


def _settle(future: asyncio.Future, result: object, error: Exception | None) -> None:
    if future.cancelled():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
