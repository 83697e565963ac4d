"""0x-hexadecimal values of the Ethereum JSON-RPC: DATA and QUANTITY (EIP-1474), both ways."""

from binascii import Error as NotHex
from binascii import unhexlify

from contracts.devnet.rpc.wire.json_text import Number
from contracts.devnet.rpc.wire.values import Decoder, MalformedError, MismatchError

_DIGITS = frozenset("0123456789abcdefABCDEF")


def data(value: bytes) -> str:
    """DATA: two digits for each byte."""
    return "0x" + value.hex()


def quantity(value: int) -> str:
    """QUANTITY: no leading zero."""
    return hex(value)


def word(value: int) -> str:
    """A number as 32 bytes."""
    return "0x" + value.to_bytes(32, "big").hex()


def read_data(text: str) -> bytes:
    """DATA of any length, the prefix required; raises MalformedError with the bare reason."""
    if text == "":
        raise MalformedError("empty hex string")
    return _bytes(text)


def read_quantity(text: str, bits: int = 64) -> int:
    """A QUANTITY of at most `bits` bits; raises MalformedError with the bare reason."""
    if text == "":
        raise MalformedError("empty hex string")
    return _number(text, bits)


def _bytes(text: str) -> bytes:
    if text == "":
        return b""
    if text[:2] not in ("0x", "0X"):
        raise MalformedError("hex string without 0x prefix")
    if len(text) % 2:
        raise MalformedError("hex string of odd length")
    try:
        return unhexlify(text[2:])
    except (NotHex, ValueError):
        raise MalformedError("invalid hex string") from None


def _number(text: str, bits: int) -> int:
    if text == "":
        return 0
    if text[:2] not in ("0x", "0X"):
        raise MalformedError("hex string without 0x prefix")
    digits = text[2:]
    if digits == "":
        raise MalformedError('hex string "0x"')
    if len(digits) > 1 and digits[0] == "0":
        raise MalformedError("hex number with leading zero digits")
    if len(digits) > bits // 4:
        raise MalformedError(f"hex number > {bits} bits")
    if not _DIGITS.issuperset(digits):
        raise MalformedError("invalid hex string")
    return int(digits, 16)


def _text(value: object, go_type: str) -> str:
    if not isinstance(value, str) or isinstance(value, Number):
        raise MismatchError("non-string", go_type)
    return value


def _fixed(length: int, go_type: str) -> Decoder:
    def decode(value: object) -> bytes:
        given = _text(value, go_type)
        try:
            decoded = _bytes(given)
        except MalformedError as reason:
            raise MismatchError(str(reason), go_type) from None
        if len(decoded) != length:
            found = len(decoded) * 2
            raise MalformedError(f"hex string has length {found}, want {length * 2} for {go_type}")
        return decoded

    return decode


def _quantity(bits: int, go_type: str) -> Decoder:
    def decode(value: object) -> int:
        given = _text(value, go_type)
        try:
            return _number(given, bits)
        except MalformedError as reason:
            raise MismatchError(str(reason), go_type) from None

    return decode


def byte_string(value: object) -> bytes:
    """DATA of any length; the empty text is no bytes."""
    given = _text(value, "hexutil.Bytes")
    try:
        return _bytes(given)
    except MalformedError as reason:
        raise MismatchError(str(reason), "hexutil.Bytes") from None


address = _fixed(20, "common.Address")
hash32 = _fixed(32, "common.Hash")
uint64 = _quantity(64, "hexutil.Uint64")
index = _quantity(64, "hexutil.Uint")
uint256 = _quantity(256, "*hexutil.Big")
