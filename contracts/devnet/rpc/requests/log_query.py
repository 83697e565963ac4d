"""The filter object of eth_getLogs (EIP-234)."""

from dataclasses import dataclass

from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_number
from contracts.devnet.rpc.wire.hexadecimal import hash32, read_data
from contracts.devnet.rpc.wire.json_text import Number
from contracts.devnet.rpc.wire.values import MalformedError, array, pointer, record

MAX_TOPICS = 4
"""Topic positions of an event (LOG4)."""

MAX_VALUES = 1000
"""Addresses, or values of one topic position, in one query."""


@dataclass(frozen=True)
class LogQuery:
    """What logs a caller wants; numbers stay tags until the query runs."""

    first: BlockNumber | None = None
    last: BlockNumber | None = None
    block_hash: bytes | None = None
    addresses: tuple[bytes, ...] = ()
    topics: tuple[tuple[bytes, ...], ...] = ()


_members = record(
    "filters.input",
    {
        "blockHash": pointer(hash32),
        "fromBlock": pointer(block_number),
        "toBlock": pointer(block_number),
        "address": lambda value: value,
        "topics": array(lambda value: value, "[]interface {}"),
    },
)


def log_query(value: object) -> LogQuery:
    """A filter object; null is the empty one."""
    members = _members(value)
    first, last = members.get("fromBlock"), members.get("toBlock")
    block_hash = members.get("blockHash")
    if block_hash is not None and (first is not None or last is not None):
        raise MalformedError(
            "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other"
        )
    topics = members.get("topics") or []
    addresses = _addresses(members.get("address"))
    if len(topics) > MAX_TOPICS:
        raise MalformedError("exceed max topics")
    return LogQuery(first, last, block_hash, addresses, tuple(_position(item) for item in topics))


def _addresses(value: object) -> tuple[bytes, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(_listed_address(position, item) for position, item in enumerate(value))
    if not _is_text(value):
        raise MalformedError("invalid addresses in query")
    try:
        return (_exact(value, 20, "address"),)
    except MalformedError as reason:
        raise MalformedError(f"invalid address: {reason}") from None


def _listed_address(position: int, value: object) -> bytes:
    if not _is_text(value):
        raise MalformedError(f"non-string address at index {position}")
    try:
        return _exact(value, 20, "address")
    except MalformedError as reason:
        raise MalformedError(f"invalid address at index {position}: {reason}") from None


def _position(value: object) -> tuple[bytes, ...]:
    """The values allowed at one topic position; none at all means any."""
    if value is None:
        return ()
    if _is_text(value):
        return (_exact(value, 32, "topic"),)
    if not isinstance(value, list):
        raise MalformedError("invalid topic(s)")
    if len(value) > MAX_VALUES:
        raise MalformedError("exceed max topics")
    allowed = []
    for item in value:
        if item is None:
            return ()
        if not _is_text(item):
            raise MalformedError("invalid topic(s)")
        allowed.append(_exact(item, 32, "topic"))
    return tuple(allowed)


def _exact(text: str, length: int, what: str) -> bytes:
    decoded = read_data(text)
    if len(decoded) != length:
        raise MalformedError(
            f"hex has invalid length {len(decoded)} after decoding; expected {length} for {what}"
        )
    return decoded


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number)
