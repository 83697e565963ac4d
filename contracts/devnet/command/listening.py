"""The listening socket, taken before anything slow, so that a taken port is said at once."""

import errno
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
    except (OSError, UnicodeError) as error:
        raise _refused(host, port, error, "name an address of this machine with --host") from error
    try:
        return _listen(family, kind, address)
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            advice = "name an address of this machine with --host"
        elif error.errno == errno.EACCES:
            advice = "choose another with --port"
        else:
            advice = "stop what uses it, or choose another with --port"
        raise _refused(host, port, error, advice) from error


def _refused(host: str, port: int, error: Exception, advice: str) -> AddressError:
    reason = getattr(error, "strerror", None) or str(error)
    return AddressError(f"cannot listen on {host} port {port}: {reason}; {advice}")


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
