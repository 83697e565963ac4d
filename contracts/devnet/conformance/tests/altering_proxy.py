"""A proxy between client and node that changes one thing in what the node says."""

import socket
import threading
from types import TracebackType


class AlteringProxy:
    """Pumps TCP both ways, HTTP and WebSocket alike; replaces `said` by `alleged` downstream.

    Both must be equally long, so that no length that the node announced becomes wrong.
    """

    def __init__(self, port: int, said: bytes, alleged: bytes) -> None:
        if len(said) != len(alleged):
            raise ValueError("a replacement must be as long as what it replaces")
        self._port, self._said, self._alleged = port, said, alleged
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> "AlteringProxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for connection in [self._listener, *self._sockets]:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            node = socket.create_connection(("127.0.0.1", self._port))
            for connection in (client, node):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets += [client, node]
            threading.Thread(target=self._pump, args=(client, node, b"", b""), daemon=True).start()
            changes = (node, client, self._said, self._alleged)
            threading.Thread(target=self._pump, args=changes, daemon=True).start()

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket, said: bytes, alleged: bytes) -> None:
        try:
            while chunk := source.recv(1 << 20):
                sink.sendall(chunk.replace(said, alleged) if said else chunk)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return  # one side hung up; the other notices by itself
