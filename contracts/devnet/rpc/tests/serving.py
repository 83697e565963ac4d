"""A real server with a real chain on a thread of the test process."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from contracts.devnet.chain.chain import Chain, ChainConfig
from contracts.devnet.command.listening import listen
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.genesis import genesis_accounts
from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.server import Server

CHAIN_ID = 31337
START = 1_900_000_000
"""Genesis time. The clock of these tests stands still unless a verb moves it."""


@contextmanager
def serving(*, frozen: bool = True) -> Iterator[Client]:
    """Serves a fresh chain on a free port until the block ends."""
    clock = (lambda: START) if frozen else (lambda: int(time.time()))
    config = ChainConfig(chain_id=CHAIN_ID, timestamp=clock(), finality_depth=4, clock=clock)
    keys = {account.address: account.private_key for account in dev_accounts()}
    node = Node(Chain(config, genesis_accounts()), CHAIN_ID, keys)
    listener = listen("127.0.0.1", 0)
    ready, stop = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(node, listener, ready, stop)))
    thread.start()
    ready.wait()
    client = Client(listener.getsockname()[1])
    try:
        yield client
    finally:
        client.close()
        stop.set()
        thread.join()


async def _serve(
    node: Node, listener: object, ready: threading.Event, stop: threading.Event
) -> None:
    server = Server(node, "127.0.0.1")
    await server.start(listener)
    ready.set()
    await asyncio.to_thread(stop.wait)
    await server.stop()
