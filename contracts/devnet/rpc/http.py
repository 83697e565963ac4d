"""JSON-RPC over HTTP POST, with geth's rules for methods, content types, hosts and sizes."""

import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from aiohttp import web

BODY_LIMIT = 5 * 1024 * 1024
"""Bytes of a request body (geth's default)."""

CONTENT_TYPES = ("application/json", "application/json-rpc", "application/jsonrequest")

_PORT = re.compile(r":\d*$")
_WORD = r"[\w!#$%&'*+.^`|~-]++"
_MEDIA_TYPE = re.compile(  # possessive throughout: no header makes it look back
    rf"\s*+({_WORD}/{_WORD})\s*+(?:;\s*+{_WORD}=(?:{_WORD}|\"[^\"]*+\")\s*+)*+;?\s*+", re.ASCII
)

Answer = Callable[[bytes], Awaitable[str | None]]
"""Answers a body; None when nothing is to be said."""


def is_known_host(request: web.BaseRequest, own: str) -> bool:
    """Whether the Host header names this machine: an IP address, localhost, or `own`.

    A page on the web can make a browser call any port under its own name (DNS rebinding); such a
    call carries that name.
    """
    name = _PORT.sub("", request.headers.get("Host", "")).lower()
    if name in ("", "localhost", own.lower()):
        return True
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


async def serve_http(request: web.BaseRequest, answer: Answer) -> web.Response:
    """One HTTP exchange. What is no JSON-RPC is refused with a status; the rest is 200."""
    if request.method == "GET" and not request.body_exists and not request.query_string:
        return web.Response()
    refusal = _refusal(request)
    if refusal is not None:
        return refusal
    reply = await answer(await _body(request))
    body = b"" if reply is None else reply.encode()
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPES[0]})


def _refusal(request: web.BaseRequest) -> web.Response | None:
    if request.method in ("PUT", "DELETE"):
        return web.Response(status=405, text="method not allowed\n")
    length = request.content_length
    if length is not None and length > BODY_LIMIT:
        text = f"content length too large ({length}>{BODY_LIMIT})\n"
        return web.Response(status=413, text=text)
    if request.method == "OPTIONS" or _content_type(request) in CONTENT_TYPES:
        return None
    text = f"invalid content type, only {CONTENT_TYPES[0]} is supported\n"
    return web.Response(status=415, text=text)


def _content_type(request: web.BaseRequest) -> str | None:
    """The media type, or None when the header is malformed (RFC 9110 section 8.3.1)."""
    found = _MEDIA_TYPE.fullmatch(request.headers.get("Content-Type", ""))
    return found and found[1].lower()


async def _body(request: web.BaseRequest) -> bytes:
    """The body, cut at the limit: what a longer one without a length holds then is no JSON."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk[: BODY_LIMIT - len(body)]
        if len(body) == BODY_LIMIT:
            break
    return bytes(body)
