"""JSON text as untrusted bytes: one value in, one line out."""

import json
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
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def parse(body: bytes) -> object:
    """The first JSON value of `body`; what follows it is ignored, as geth's stream decoder does.

    Objects become dicts with lower-case names, numbers become `Number`. Raises NotJsonError, for
    nesting beyond the interpreter's recursion limit too, and EmptyTextError.
    """
    text = body.decode("utf-8", "replace")
    start = WHITESPACE.match(text, 0).end()
    if start == len(text):
        raise EmptyTextError
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError) as error:
        raise NotJsonError from error


def dump(value: object) -> str:
    """Compact ASCII JSON."""
    return _ENCODER.encode(value)
