"""Which block a caller means: number, tag, or EIP-1898 object."""

from dataclasses import dataclass

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.chain import Chain
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import hash32, read_quantity
from contracts.devnet.rpc.wire.json_text import Number
from contracts.devnet.rpc.wire.values import (
    MalformedError,
    MismatchError,
    boolean,
    kind,
    pointer,
    record,
)

BlockNumber = int | str
"""A number, or one of the tags of `TAGS`."""

TAGS = ("earliest", "latest", "pending", "safe", "finalized")
_NUMBER_LIMIT = 2**63
_HASH_TEXT = 66


@dataclass(frozen=True)
class BlockReference:
    """A block by number, tag or hash (EIP-1898); `require_canonical` refuses replaced ones."""

    number: BlockNumber | None = None
    block_hash: bytes | None = None
    require_canonical: bool = False


LATEST = BlockReference(number="latest")


def block_number(value: object) -> BlockNumber:
    """A tag or a quantity below 2^63."""
    if not isinstance(value, str):
        raise MalformedError("hex string without 0x prefix")
    return _tag_or_number(value, "block number larger than int64")


_eip1898 = record(
    "rpc.erased",
    {
        "blockNumber": pointer(block_number),
        "blockHash": pointer(hash32),
        "requireCanonical": boolean,
    },
)


def block_reference(value: object) -> BlockReference:
    """A tag, a quantity, a block hash, or `{blockHash, requireCanonical}` / `{blockNumber}`."""
    if value is None or isinstance(value, dict):
        return _from_object(value)
    if not isinstance(value, str) or isinstance(value, Number):
        raise MismatchError(kind(value), "string")
    if len(value) == _HASH_TEXT:
        try:
            return BlockReference(block_hash=hash32(value))
        except MismatchError as reason:
            raise MalformedError(reason.found) from None
    return BlockReference(number=_tag_or_number(value, "blocknumber too high"))


def _from_object(value: object) -> BlockReference:
    try:
        members = _eip1898(value)
    except MalformedError:
        raise MismatchError(kind(value), "string") from None
    number, block_hash = members.get("blockNumber"), members.get("blockHash")
    if number is not None and block_hash is not None:
        raise MalformedError(
            "cannot specify both BlockHash and BlockNumber, choose one or the other"
        )
    if number is None and block_hash is None:
        raise MalformedError("must specify either BlockHash or BlockNumber")
    return BlockReference(number, block_hash, members.get("requireCanonical", False))


def _tag_or_number(text: str, too_high: str) -> BlockNumber:
    if text in TAGS:
        return text
    number = read_quantity(text)
    if number >= _NUMBER_LIMIT:
        raise MalformedError(too_high)
    return number


def block_at(chain: Chain, number: BlockNumber) -> Block | None:
    """The canonical block with this number or tag; None beyond the head."""
    if isinstance(number, int):
        return chain.block(number)
    if number == "earliest":
        return chain.block(0)
    return {
        "latest": lambda: chain.head,
        "pending": lambda: chain.pending,
        "safe": lambda: chain.safe,
        "finalized": lambda: chain.finalized,
    }[number]()


def find_block(chain: Chain, reference: BlockReference) -> Block | None:
    """The block, or None when there is none; raises RpcError for a replaced one if refused."""
    if reference.number is not None:
        return block_at(chain, reference.number)
    block = chain.block_by_hash(reference.block_hash)
    if block is not None and reference.require_canonical and not chain.is_canonical(block):
        raise RpcError("hash is not currently canonical")
    return block


def state_block(chain: Chain, reference: BlockReference | None) -> Block:
    """The block after which state is read (None: the head); raises RpcError when there is none."""
    block = find_block(chain, reference or LATEST)
    if block is None:
        by_hash = reference.block_hash is not None
        raise RpcError("header for hash not found" if by_hash else "header not found")
    return block
