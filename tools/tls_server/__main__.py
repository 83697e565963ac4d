"""Servers on this machine for tests of TLS clients, one for each way to be wrong.

Prints one line of JSON: `ports` by name, the file with the `authority`, the `pin` of the good
server's key. Each server answers a POST with the request's own body, over HTTP/1.1 or, where the
name says so, over HTTP/2. Ends when standard input does.

With a certificate and its key as arguments it is one server with these, whose port it prints.
"""

import contextlib
import json
import socket
import ssl
import sys
import tempfile
import threading
from pathlib import Path

from tools.tls_server import http2
from tools.tls_server.certificates import DAY, Identity, issue


def main() -> None:
    """Starts the servers and waits."""
    if len(sys.argv) == 3:
        print(start(context((Path(sys.argv[1]), Path(sys.argv[2])))))
        sys.stdout.flush()
        sys.stdin.read()
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        authority = issue("authority")
        authority_file, _ = authority.write(folder, "authority")
        good = issue("good", authority)
        foreign = issue("foreign authority")
        servers: dict[str, tuple[Identity, dict]] = {
            "good": (good, {}),
            "http2": (issue("http2", authority), {"protocols": ["h2", "http/1.1"]}),
            "expired": (issue("expired", authority, begin=-2 * DAY, end=-DAY), {}),
            "future": (issue("future", authority, begin=DAY, end=2 * DAY), {}),
            "otherHost": (issue("other host", authority, address="127.0.0.2"), {}),
            "selfSigned": (issue("self-signed"), {}),
            "foreign": (issue("foreign", foreign), {}),
            "oldTLS": (good, {"newest": ssl.TLSVersion.TLSv1_1}),
            "tls12": (good, {"newest": ssl.TLSVersion.TLSv1_2}),
        }
        ports = {}
        for server, (identity, options) in servers.items():
            files = identity.write(folder, server)
            ports[server] = start(context(files, **options))
        print(json.dumps({"ports": ports, "authority": str(authority_file), "pin": good.pin()}))
        sys.stdout.flush()
        sys.stdin.read()


def context(
    files: tuple[Path, Path],
    protocols: list[str] | None = None,
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> ssl.SSLContext:
    """What a server offers."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*files)
    if newest < ssl.TLSVersion.TLSv1_2:
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        made.minimum_version = newest
    made.maximum_version = newest
    if protocols:
        made.set_alpn_protocols(protocols)
    return made


def start(made: ssl.SSLContext) -> int:
    """Listens, and serves each connection on a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            plain, _ = listener.accept()
            threading.Thread(target=serve, args=(made, plain), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def serve(made: ssl.SSLContext, plain: socket.socket) -> None:
    """Answers requests until the client goes; clients that refuse the certificate are expected."""
    with contextlib.suppress(OSError, ValueError), made.wrap_socket(plain, server_side=True) as tls:
        if tls.selected_alpn_protocol() == "h2":
            http2.serve(tls)
            return
        stream = tls.makefile("rwb")
        while stream.readline():
            length = 0
            while (line := stream.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}"
            stream.write(head.encode() + b"\r\n\r\n" + stream.read(length))
            stream.flush()


if __name__ == "__main__":
    main()
