"""JSON text as untrusted bytes: one value in, one line out."""

import json
import re
from itertools import accumulate
from json.decoder import WHITESPACE


class Number(str):
    """A JSON number as it was written, so that no digit is lost and none is ever computed with."""

    __slots__ = ()


class NotJsonError(Exception):
    """The bytes are no JSON value."""


class EmptyTextError(Exception):
    """The bytes are empty or white space."""


def _fold(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Names are matched without regard to case and the last one wins, as geth does."""
    return {name.lower(): value for name, value in pairs}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_fold,
    parse_float=Number,
    parse_int=Number,
    parse_constant=_refuse,
)
MAX_DEPTH = 10_000
"""Arrays and objects inside each other (the limit of Go's decoder)."""

# A string, closed or running to the end; possessive, so that no input makes it look back.
_QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_UNBRACKETED = re.compile(r"[^\[\]{}]++")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def parse(body: bytes) -> object:
    """The first JSON value of `body`; what follows it is ignored, as geth's stream decoder does.

    Objects become dicts with lower-case names, numbers become `Number`. Raises NotJsonError, for
    nesting beyond MAX_DEPTH too, and EmptyTextError.
    """
    text = body.decode("utf-8", "replace")
    start = WHITESPACE.match(text, 0).end()
    if start == len(text):
        raise EmptyTextError
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise NotJsonError
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError) as error:
        raise NotJsonError from error


def dump(value: object) -> str:
    """Compact ASCII JSON."""
    return _ENCODER.encode(value)


def _depth(text: str) -> int:
    """How deep brackets nest, whatever they hold, in time linear in the text."""
    brackets = _UNBRACKETED.sub("", _QUOTED.sub("", text)).encode()
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)
