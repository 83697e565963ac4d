"""The floor: an HTTP server that does nothing but answer a constant JSON.

`python -m contracts.devnet.bench.bare` prints its URL. It is the stack of the development chain
(aiohttp, one process) without the chain; no answer can come sooner through this stack and client.
"""

import asyncio
import socket

from aiohttp import web

ANSWER = b'{"jsonrpc":"2.0","id":1,"result":"0x7a69"}'
"""What eth_chainId answers on the development chain."""


async def serve() -> None:
    """Serves on a free loopback port until the process is ended."""
    application = web.Application()
    application.router.add_post("/", _answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        await web.SockSite(runner, listener).start()
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        await asyncio.Event().wait()


async def _answer(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(body=ANSWER, headers={"Content-Type": "application/json"})


if __name__ == "__main__":
    asyncio.run(serve())
