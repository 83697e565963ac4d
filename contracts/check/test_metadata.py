"""The metadata hash is the one that IPFS gives, and the one that solc wrote."""

import pytest

from contracts.artifact import Artifact
from contracts.check.metadata import code_trailer, ipfs_multihash

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text: str) -> bytes:
    number = 0
    for character in text:
        number = number * 58 + BASE58.index(character)
    return number.to_bytes(34)


def test_multihash_is_the_one_ipfs_gives():
    # `echo "hello world" | ipfs add --only-hash`, the example of IPFS's own documentation.
    expected = base58("QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o")
    assert ipfs_multihash(b"hello world\n") == expected


def test_longer_content_than_one_block_is_refused():
    assert len(ipfs_multihash(bytes(256 * 1024))) == 34
    with pytest.raises(ValueError, match="do not fit one IPFS block"):
        ipfs_multihash(bytes(256 * 1024 + 1))


@pytest.mark.parametrize("name", ["DstackKms", "DstackApp", "ERC1967Proxy", "GovernanceTimelock"])
def test_code_ends_with_the_hash_of_its_metadata(name):
    artifact = Artifact.load(name)
    trailer = code_trailer(artifact.document["metadata"], "0.8.24")
    assert artifact.runtime.endswith(trailer)
    changed = artifact.document["metadata"].replace('"runs":200', '"runs":201')
    assert not artifact.runtime.endswith(code_trailer(changed, "0.8.24"))
    assert not artifact.runtime.endswith(code_trailer(artifact.document["metadata"], "0.8.25"))
