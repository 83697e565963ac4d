"""The listening server: HTTP on one port, one chain behind it."""

import logging
import socket

from aiohttp import web

from contracts.devnet.rpc.chain_thread import ChainThread
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.http import is_known_host, serve_http
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.registry import METHODS

STOP_TIMEOUT = 1.0
"""Seconds that a call still running gets when the server stops."""

_LOG = logging.getLogger(__name__)


class Server:
    """Serves a node. The chain must not be touched from outside once `start` was called."""

    def __init__(self, node: Node, host: str) -> None:
        self._host = host
        self._port = 0
        self._dispatcher = Dispatcher(node, METHODS)
        self._thread = ChainThread()
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(
            application, access_log=None, handle_signals=False, shutdown_timeout=STOP_TIMEOUT
        )

    @property
    def url(self) -> str:
        """Where clients reach the node."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self, listener: socket.socket) -> None:
        """Serves the clients of a listening socket."""
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        self._port = listener.getsockname()[1]

    async def stop(self) -> None:
        """Closes every connection and ends the chain's thread."""
        await self._runner.cleanup()
        if not self._thread.stop(STOP_TIMEOUT):
            _LOG.warning("a call was still running when the node stopped")

    async def _answer(self, body: bytes) -> str | None:
        at_once = self._dispatcher.at_once(body)
        if at_once is not None:
            return at_once
        return await self._thread.run(lambda: self._dispatcher.answer(body))

    async def _serve(self, request: web.Request) -> web.Response:
        if request.path != "/":
            return web.Response(status=404)
        if not is_known_host(request, self._host):
            return web.Response(status=403, text="invalid host specified\n")
        return await serve_http(request, self._answer)
