"""The metadata hash at the end of compiled code, recomputed without a compiler.

solc writes a JSON text about each contract, the metadata: every setting and the keccak-256 of every
source. It then ends the code with the IPFS hash of that text, in CBOR. Recomputing the hash binds
sources and settings to the code's last bytes. Source: Solidity documentation, "Contract Metadata".
"""

from hashlib import sha256

_LARGEST_BLOCK = 256 * 1024
_SHA2_256 = b"\x12\x20"


def ipfs_multihash(content: bytes) -> bytes:
    """The 34-byte multihash of a file of one block, as `ipfs add` names it (CIDv0, UnixFS).

    Raises ValueError above 256 KiB, where IPFS would split the file.
    """
    if len(content) > _LARGEST_BLOCK:
        raise ValueError(f"{len(content)} bytes of metadata do not fit one IPFS block")
    size = _varint(len(content))
    file = b"\x08\x02" + b"\x12" + size + content + b"\x18" + size
    block = b"\x0a" + _varint(len(file)) + file
    return _SHA2_256 + sha256(block).digest()


def code_trailer(metadata: str, compiler: str) -> bytes:
    """What code compiled by `compiler` (such as `0.8.24`) from this metadata must end with."""
    version = bytes(int(part) for part in compiler.split("."))
    cbor = (
        b"\xa2"
        + (b"\x64ipfs" + b"\x58\x22" + ipfs_multihash(metadata.encode()))
        + (b"\x64solc" + b"\x43" + version)
    )
    return cbor + len(cbor).to_bytes(2)


def _varint(number: int) -> bytes:
    """The variable-length encoding of Protocol Buffers."""
    encoded = b""
    while number > 0x7F:
        encoded += bytes([number & 0x7F | 0x80])
        number >>= 7
    return encoded + bytes([number])
