"""Private keys, from where they do not leak: a file, standard input, an environment variable."""

import os
import stat
import sys
from pathlib import Path

from eth_keys.datatypes import PrivateKey


class KeySourceError(ValueError):
    """No usable key there. Messages never repeat what was read."""


def key_from_file(path: Path) -> bytes:
    """The key in a file that only its owner can read; raises KeySourceError."""
    try:
        mode = path.stat().st_mode
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise KeySourceError(f"{path} cannot be read as a key file") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeySourceError(f"{path} can be read by others; chmod 600 it, or use a new key")
    return parse_key(text, str(path))


def key_from_stdin() -> bytes:
    """The key on the first line of standard input; raises KeySourceError."""
    return parse_key(sys.stdin.readline(), "standard input")


def key_from_environment(name: str) -> bytes:
    """The key in an environment variable; raises KeySourceError."""
    if name not in os.environ:
        raise KeySourceError(f"the environment has no variable {name}")
    return parse_key(os.environ[name], f"environment variable {name}")


def parse_key(text: str, where: str) -> bytes:
    """64 hex digits, with or without 0x, as a secp256k1 key; raises KeySourceError."""
    digits = text.strip().removeprefix("0x")
    try:
        key = bytes.fromhex(digits) if len(digits) == 64 else b""
        PrivateKey(key).public_key  # noqa: B018  (computing it refuses zero and the group order)
    except Exception:
        raise KeySourceError(f"{where} holds no private key: 64 hex digits are expected") from None
    return key
