"""As much of HTTP/2 (RFC 9113) as answers one request after the other on a connection."""

import struct
from ssl import SSLSocket

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, SETTINGS, PING, GOAWAY = 0, 1, 4, 6, 7
END_STREAM, END_HEADERS, ACKNOWLEDGE = 1, 4, 1
# :status 200 by the static table, then content-type by its name there (RFC 7541, appendix A).
ANSWER_FIELDS = b"\x88" + b"\x0f\x10\x10" + b"application/json"


def serve(connection: SSLSocket) -> None:
    """Answers each request with its own body."""
    if read(connection, len(PREFACE)) != PREFACE:
        return
    send(connection, SETTINGS, 0, 0, b"")
    bodies: dict[int, bytes] = {}
    while header := read(connection, 9):
        length = int.from_bytes(header[:3])
        kind, flags, stream = header[3], header[4], int.from_bytes(header[5:9])
        payload = read(connection, length)
        if kind == SETTINGS and not flags & ACKNOWLEDGE:
            send(connection, SETTINGS, ACKNOWLEDGE, 0, b"")
        elif kind == PING and not flags & ACKNOWLEDGE:
            send(connection, PING, ACKNOWLEDGE, 0, payload)
        elif kind == GOAWAY:
            return
        elif kind == DATA:
            bodies[stream] = bodies.get(stream, b"") + payload
        if kind in (DATA, HEADERS) and flags & END_STREAM:
            send(connection, HEADERS, END_HEADERS, stream, ANSWER_FIELDS)
            send(connection, DATA, END_STREAM, stream, bodies.pop(stream, b""))


def read(connection: SSLSocket, count: int) -> bytes:
    """Exactly `count` bytes, or none when the connection ends before."""
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            return b""
        data += piece
    return data


def send(connection: SSLSocket, kind: int, flags: int, stream: int, payload: bytes) -> None:
    """Sends one frame."""
    header = len(payload).to_bytes(3) + bytes([kind, flags]) + struct.pack(">I", stream)
    connection.sendall(header + payload)
