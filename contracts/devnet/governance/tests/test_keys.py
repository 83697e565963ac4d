"""Keys are taken from where they do not leak, in the usual spellings only."""

import io
import sys

import pytest

from contracts.devnet.governance.keys import (
    KeySourceError,
    key_from_environment,
    key_from_file,
    key_from_stdin,
    parse_key,
)

KEY = bytes(range(1, 33))
GROUP_ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"


@pytest.mark.parametrize(
    "text", [KEY.hex(), "0x" + KEY.hex(), KEY.hex().upper(), f"  {KEY.hex()}\n"]
)
def test_a_key_is_read(text, tmp_path, monkeypatch):
    path = tmp_path / "key"
    path.write_text(text)
    path.chmod(0o600)
    monkeypatch.setenv("KEY", text)
    monkeypatch.setattr(sys, "stdin", io.StringIO(text.strip() + "\nmore"))
    assert key_from_file(path) == KEY
    assert key_from_environment("KEY") == KEY
    assert key_from_stdin() == KEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0x",
        KEY.hex()[:-2],
        KEY.hex() + "00",
        "0x0x" + KEY.hex(),
        "0X" + KEY.hex(),
        KEY.hex() + "\n" + KEY.hex(),
        "zz" * 32,
        "00" * 32,
        GROUP_ORDER,
    ],
)
def test_anything_else_is_refused_and_not_repeated(text):
    with pytest.raises(KeySourceError, match="the place holds no private key") as error:
        parse_key(text, "the place")
    assert not text or text not in str(error.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_can_read_is_refused(tmp_path, mode):
    path = tmp_path / "key"
    path.write_text(KEY.hex())
    path.chmod(mode)
    with pytest.raises(KeySourceError, match="chmod 600"):
        key_from_file(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(KeySourceError, match="cannot be read"):
        key_from_file(tmp_path / "none")
