"""The listening socket, taken before anything slow, so that a taken port is said at once."""

import socket

BACKLOG = 128
"""Clients that may wait while the chain is still being prepared."""


class AddressError(Exception):
    """The address cannot be listened on; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket; clients that connect early are served when the node starts."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return _listen(family, kind, address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AddressError(
            f"cannot listen on {host} port {port}: {reason}; "
            "stop what uses it, or choose another with --port"
        ) from error


def _listen(family: int, kind: int, address: tuple) -> socket.socket:
    listener = socket.socket(family, kind)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
