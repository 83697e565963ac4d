"""Numbers of the development verbs: hexadecimal text, decimal text or JSON numbers, as anvil's."""

import re

from contracts.devnet.rpc.wire.json_text import dump
from contracts.devnet.rpc.wire.values import MalformedError

_NUMBER = re.compile(r"0[xX][0-9a-fA-F]{1,64}|[0-9]{1,78}")


def number(value: object) -> int:
    """A number from 0 up to 2^256 - 1, leading zeros allowed."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        read = int(value, 16 if value[1:2] in ("x", "X") else 10)
        if read < 2**256:
            return read
    shown = dump(value) if isinstance(value, str | bool | None) else "this"
    raise MalformedError(f"expected a number, hexadecimal or decimal, not {shown}")


def seconds(value: object) -> int:
    """A number of seconds, or a Unix time in seconds: below 2^53, as every client can hold it."""
    read = number(value)
    if read >= 2**53:
        raise MalformedError("expected fewer than 2^53 seconds")
    return read
