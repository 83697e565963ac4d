"""The command `python -m contracts.devnet`."""

import asyncio
import signal
import socket
import sys
import time

from contracts.devnet.command.listening import AddressError, listen
from contracts.devnet.command.options import Options, read_options


def main(arguments: list[str] | None = None, started: float | None = None) -> int:
    """Runs the node until a signal stops it; gives the exit code. `started` is time.monotonic()."""
    started = time.monotonic() if started is None else started
    options = read_options(arguments)
    try:
        listener = listen(options.host, options.port)
    except AddressError as error:
        return _failed(str(error), 3)
    return _run(options, listener, started)


def _run(options: Options, listener: socket.socket, started: float) -> int:
    # Imported late: a wrong option or a taken port is said before the EVM is loaded.
    from contracts.devnet.command.logs import log_to_standard_error
    from contracts.devnet.command.preparation import deploy_governance, prepare_node
    from contracts.devnet.command.report import as_json, as_tables
    from contracts.devnet.genesis import BALANCE
    from contracts.devnet.rpc.server import Server

    log_to_standard_error()
    node = prepare_node(options)
    deployment = None
    if not options.empty:
        try:
            deployment = deploy_governance(node, options)
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            return _failed(f"the governance could not be deployed: {reason}", 1)

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        server = Server(node, options.host)
        await server.start(listener)
        if options.as_json:
            print(as_json(server.url, options, deployment), flush=True)
        else:
            seconds = time.monotonic() - started
            print(as_tables(server.url, options, deployment, BALANCE, seconds), flush=True)
        await stop.wait()
        await server.stop()

    asyncio.run(serve())
    return 0


def _failed(message: str, code: int) -> int:
    print(f"devnet: {message}", file=sys.stderr)
    return code
