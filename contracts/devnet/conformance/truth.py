"""What must hold on every node whatever it says: proofs that verify against the state root."""

import rlp
from eth_utils import keccak
from trie import HexaryTrie
from trie.exceptions import BadTrieProof

EMPTY_ROOT = keccak(rlp.encode(b""))
EMPTY_CODE = keccak(b"")


def proof_holds(state_root: str, proof: dict | None) -> bool:
    """Whether an `eth_getProof` answer (EIP-1186) proves all it says against `state_root`."""
    if proof is None:
        return False
    balance, nonce = (int(proof[key], 16) for key in ("balance", "nonce"))
    storage_root, code_hash = (_bytes(proof[key]) for key in ("storageHash", "codeHash"))
    account = _prove(_bytes(state_root), _bytes(proof["address"]), proof["accountProof"])
    if account is None:
        return False
    if account == b"":
        said = (balance, nonce, storage_root.strip(b"\0"), code_hash.strip(b"\0"))
        empty = said in ((0, 0, b"", b""), (0, 0, EMPTY_ROOT, EMPTY_CODE))
        return empty and all(int(slot["value"], 16) == 0 for slot in proof["storageProof"])
    if account != rlp.encode([nonce, balance, storage_root, code_hash]):
        return False
    for slot in proof["storageProof"]:
        key, value = int(slot["key"], 16).to_bytes(32, "big"), int(slot["value"], 16)
        expected = rlp.encode(value) if value else b""
        if storage_root == EMPTY_ROOT:
            found = b"" if not slot["proof"] else None
        else:
            found = _prove(storage_root, key, slot["proof"])
        if found != expected:
            return False
    return True


def _prove(root: bytes, key: bytes, nodes: list[str]) -> bytes | None:
    """The value under `key`, empty when proved absent, None when nothing is proved."""
    try:
        return HexaryTrie.get_from_proof(
            root, keccak(key), [rlp.decode(_bytes(node)) for node in nodes]
        )
    except (BadTrieProof, rlp.exceptions.DecodingError):
        return None


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value[2:])
