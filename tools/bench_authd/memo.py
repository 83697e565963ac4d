"""A provider without latency: answers from memory what it has asked a node once.

Its blocks therefore stand still. The identifiers are the asker's own; errors are not kept.

usage: python -m tools.bench_authd.memo NODE_URL
"""

import asyncio
import json
import sys
import urllib.request

_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n"


class Memo:
    """What the node answered so far."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._results: dict[str, str] = {}

    def answer(self, body: bytes) -> bytes:
        """The answer to a request or a batch."""
        asked = json.loads(body)
        if isinstance(asked, list):
            return ("[" + ",".join(self._one(call) for call in asked) + "]").encode()
        return self._one(asked).encode()

    def _one(self, call: dict) -> str:
        key = call["method"] + json.dumps(call.get("params", []), separators=(",", ":"))
        result = self._results.get(key)
        if result is None:
            result = self._ask(call)
            self._results[key] = result
        return f'{{"jsonrpc":"2.0","id":{json.dumps(call["id"])},"result":{result}}}'

    def _ask(self, call: dict) -> str:
        request = urllib.request.Request(  # noqa: S310 (the development chain's own URL)
            self._url, json.dumps(call).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
            told = json.loads(reply.read())
        if "result" not in told:
            raise RuntimeError(f"{call['method']}: {told}")
        return json.dumps(told["result"], separators=(",", ":"))


class Connection(asyncio.Protocol):
    """HTTP/1.1 as our client speaks it: a length, and one request after the other."""

    def __init__(self, memo: Memo) -> None:
        self._memo, self._held = memo, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the connection."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request that is whole."""
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head = self._held[:end].lower()
            length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            if len(self._held) < end + 4 + length:
                return
            body = self._memo.answer(self._held[end + 4 : end + 4 + length])
            self._held = self._held[end + 4 + length :]
            self._transport.write(_HEAD.format(len(body)).encode() + body)


async def main(url: str) -> None:
    """Listens on a free port, which is the first line of the output."""
    memo = Memo(url)
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(memo), "127.0.0.1", 0
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
