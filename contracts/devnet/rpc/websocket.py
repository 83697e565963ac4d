"""JSON-RPC over WebSocket, with subscriptions."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from contracts.devnet.chain.chain import Chain
from contracts.devnet.rpc.chain_thread import ChainThread
from contracts.devnet.rpc.dispatcher import NOT_JSON, Dispatcher
from contracts.devnet.rpc.subscriptions import Subscriptions

MESSAGE_LIMIT = 32 * 1024 * 1024
"""Bytes of one message (geth's default)."""

OUTBOX_LIMIT = 20_000
"""Messages waiting for a client that does not read; beyond, it is cut off."""

PING_INTERVAL = 30.0
"""Seconds between pings."""

GOODBYE_TIMEOUT = 1.0
"""Seconds that a client gets to agree to the end of the connection."""


def is_allowed_origin(request: web.BaseRequest) -> bool:
    """Whether a page may connect: programs send no Origin; of pages only local ones are let in."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin.lower())
    except ValueError:  # no address at all, such as "http://["
        return False
    return parts.scheme == "http" and parts.hostname in ("localhost", socket.gethostname().lower())


async def serve_websocket(
    request: web.BaseRequest,
    chain: Chain,
    dispatcher: Dispatcher,
    thread: ChainThread,
    living: set[web.WebSocketResponse],
) -> web.WebSocketResponse:
    """One connection, from the handshake until either side leaves; in `living` meanwhile."""
    connection = web.WebSocketResponse(
        timeout=GOODBYE_TIMEOUT,
        max_msg_size=MESSAGE_LIMIT,
        heartbeat=PING_INTERVAL,
        compress=False,
    )
    await connection.prepare(request)
    living.add(connection)
    outbox = _Outbox(connection, request)
    subscriptions = await thread.run(lambda: Subscriptions(chain, outbox.put))
    writer = asyncio.create_task(outbox.write())
    try:
        async for body in _messages(connection):
            sound = await thread.run(partial(_answer, subscriptions, dispatcher, body))
            await outbox.written(writer)
            if not sound:
                break
        outbox.finish()
        await writer
    finally:
        living.discard(connection)
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await thread.run(subscriptions.end)
    return connection


async def _messages(connection: web.WebSocketResponse) -> AsyncIterator[bytes]:
    """What the client sends, until it leaves."""
    async for message in connection:
        if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return
        yield message.data.encode() if message.type == WSMsgType.TEXT else message.data


def _answer(subscriptions: Subscriptions, dispatcher: Dispatcher, body: bytes) -> bool:
    """Sends the answer; False when the body is no JSON, which ends the connection, as in geth."""
    reply = subscriptions.answer(lambda: dispatcher.answer(body, subscriptions))
    return reply != NOT_JSON and body.strip() != b""


class _Outbox:
    """What waits to be written to one client. `put` and `finish` may be called on any thread."""

    def __init__(self, connection: web.WebSocketResponse, request: web.BaseRequest) -> None:
        self._connection = connection
        self._request = request
        self._messages: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def put(self, message: str | None) -> None:
        """Adds a message; None is the last."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody reads any more
            self._loop.call_soon_threadsafe(self._put, message)

    def finish(self) -> None:
        """Lets `write` end after what is already there."""
        self.put(None)

    async def write(self) -> None:
        """Writes until `finish`, then says goodbye."""
        with contextlib.suppress(ConnectionError):
            while (message := await self._messages.get()) is not None:
                await self._connection.send_str(message)
                self._messages.task_done()
            await self._connection.close()

    async def written(self, writer: asyncio.Task[None]) -> None:
        """Waits until all is written or `writer` ended: who does not read must not ask on.

        Otherwise its answers would pile up.
        """
        flushed = asyncio.create_task(self._messages.join())
        await asyncio.wait((flushed, writer), return_when=asyncio.FIRST_COMPLETED)
        flushed.cancel()

    def _put(self, message: str | None) -> None:
        self._messages.put_nowait(message)
        transport = self._request.transport
        if self._messages.qsize() > OUTBOX_LIMIT and transport is not None:
            transport.abort()
